import { openDatabase } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database.ts';

let one: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  one = await createTestDatabase();
  other = await createTestDatabase();
});
afterAll(async () => {
  await one.drop();
  await other.drop();
});

test('a test database is migrated, and what one holds is not in another', async () => {
  await sql`create table public.mine (a integer)`.execute(one.db);
  const { rows } = await sql`select from information_schema.tables where table_name = 'mine'`.execute(other.db);
  expect(rows).toEqual([]);
  const migrations = await sql`select name from access.migration`.execute(other.db);
  expect(migrations.rows.length).toBeGreaterThan(0);
});

test('every role has an address of its own that lets it in', async () => {
  const names: unknown[] = [];
  for (const url of Object.values(one.urls)) {
    const db = openDatabase(url, { max: 1 });
    const { rows } = await sql<{ name: string }>`select current_user as name`.execute(db);
    names.push(rows[0]?.name);
    await db.destroy();
  }
  expect(new Set(names).size).toBe(Object.keys(one.urls).length);
});
