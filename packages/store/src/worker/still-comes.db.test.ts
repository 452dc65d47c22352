import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { batchId } from '../batch-id.ts';
import { stillComes } from './still-comes.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => sql`truncate recovery.mark`.execute(database.db));

const mark = (bucket: number, batch: string) =>
  sql`insert into recovery.mark values (${bucket}, 'case', 'c', ${batch}::uuid)`.execute(database.db);

test('something still comes while the newest of what waits is less than a second old', async () => {
  expect(await stillComes(database.db)).toBe(false);
  await mark(3, batchId(Date.now() - 1_000));
  expect(await stillComes(database.db)).toBe(false);
  await mark(4, batchId());
  expect(await stillComes(database.db)).toBe(true);
});

test('what bears no time has not come just now', async () => {
  await mark(3, 'f47ac10b-58cc-4372-a567-0e02b2c3d479');
  expect(await stillComes(database.db)).toBe(false);
});
