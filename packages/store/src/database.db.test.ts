import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { openDatabase } from './database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

test('a connection that breaks between two statements of a transaction fails the next one, and nothing else', async () => {
  const db = openDatabase(database.urls.ingest, { max: 1 });
  const broken = db.transaction().execute(async (work) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(work);
    await sql`select pg_terminate_backend(${rows[0]?.pid}, 10000)`.execute(database.db);
    await sleep(50); // The news of it comes by itself, while nothing is asked.
    await sql`select 1`.execute(work);
  });
  await expect(broken).rejects.toThrow();
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  await db.destroy();
});
