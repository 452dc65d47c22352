import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { openDatabase } from './database.ts';
import { isMigrated, migrate } from './migrate.ts';
import { provision } from './provision.ts';
import { readiness } from './readiness.ts';
import { ROLES } from './roles.ts';

let database: TestDatabase;
let fresh: URL;
/** Roles belong to the whole server, so the secret that their passwords follow from must be the run's. */
let secret: string;

beforeAll(async () => {
  database = await createTestDatabase();
  fresh = new URL(database.urls.superuser);
  secret = fresh.password;
  fresh.pathname += '_fresh';
});
afterAll(async () => {
  await sql.raw(`drop database if exists ${fresh.pathname.slice(1)} with (force)`).execute(database.db);
  await database?.drop();
});

test('processes that start at the same moment make one database ready together, and may do so again', async () => {
  for (let round = 1; round <= 3; round += 1) {
    const all = await Promise.all(Array.from({ length: 6 }, () => provision(fresh.href, secret)));
    expect(new Set(all.map((urls) => JSON.stringify(urls))).size).toBe(1);
  }
  const urls = await provision(fresh.href, secret);
  for (const role of ROLES) {
    const db = openDatabase(urls[role], { max: 1 });
    expect(await isMigrated(db)).toBe(true);
    await db.destroy();
  }
  expect(await migrate(urls.owner)).toEqual([]);
});

test('a database that is not migrated, or away, is told as such and not as ready', async () => {
  const empty = new URL(database.urls.superuser);
  empty.pathname = '/postgres';
  const notMigrated = openDatabase(empty.href, { max: 1 });
  expect(await readiness(notMigrated)).toEqual({
    ready: false,
    database: true,
    migrations: false,
    waitingMarks: null,
    lagSeconds: null,
  });
  await notMigrated.destroy();
  empty.port = '9';
  const away = openDatabase(empty.href, { max: 1 });
  expect(await readiness(away)).toEqual({
    ready: false,
    database: false,
    migrations: false,
    waitingMarks: null,
    lagSeconds: null,
  });
  await away.destroy();
});
