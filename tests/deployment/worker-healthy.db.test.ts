import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { root } from './repository.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The exit code of the worker's health check. */
async function check(url: string): Promise<number> {
  const options = { env: { DATABASE_URL_WORKER: url } };
  return promisify(execFile)(process.execPath, [join(root, 'docker', 'worker-healthy.mjs')], options).then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

test('a worker is healthy while it holds its lease, and no longer', async () => {
  const url = database.urls.worker;
  expect(await check(url)).toBe(1);
  await sql`update recovery.lease set expires = clock_timestamp() + interval '1 minute' where range = 0`.execute(
    database.db,
  );
  expect(await check(url)).toBe(0);
});

test('a worker whose database is gone is not healthy', async () => {
  expect(await check('postgres://nobody:x@127.0.0.1:1/none')).toBe(1);
});
