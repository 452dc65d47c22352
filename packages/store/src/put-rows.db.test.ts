import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { putRows, type PutTarget } from './put-rows.ts';

interface Row {
  readonly bucket: number;
  readonly id: string;
  readonly word: string | null;
  readonly many: readonly number[];
  readonly said: unknown;
}

const TARGET: PutTarget<Row> = {
  table: 'public.put',
  key: [
    { name: 'bucket', type: 'smallint', of: (row) => row.bucket },
    { name: 'id', type: 'text', of: (row) => row.id },
  ],
  rest: [
    { name: 'word', type: 'text', of: (row) => row.word },
    { name: 'many', type: 'text', storedAs: 'integer[]', of: (row) => `{${row.many.join(',')}}` },
    { name: 'said', type: 'json', of: (row) => JSON.stringify(row.said) },
  ],
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await sql`create table public.put (bucket smallint, id text, word text, many integer[], said json, primary key (bucket, id))`.execute(
    database.db,
  );
});
afterAll(() => database?.drop());
beforeEach(() => sql`truncate public.put`.execute(database.db));

const put = (...rows: readonly Row[]) => database.db.transaction().execute((work) => putRows(work, TARGET, rows));

async function stored(): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select * from public.put order by bucket, id`.execute(database.db);
  return rows;
}

/** Where each row lies, who wrote it and who locked it last: whatever is done to a row changes one of them. */
async function touched(): Promise<readonly string[]> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(' ', ctid, xmin, xmax) as mark from public.put order by bucket, id`.execute(database.db);
  return rows.map(({ mark }) => mark);
}

const A: Row = { bucket: 1, id: 'a', word: 'one', many: [1, 2], said: { x: [1] } };
const B: Row = { bucket: 900, id: 'b', word: null, many: [], said: {} };

test('rows are put in, and in the place of those with the same key', async () => {
  await put(A, B);
  expect(await stored()).toEqual([A, B]);
  const changed = { ...B, word: 'two', many: [3] };
  await put(changed, { ...A, bucket: 2 });
  expect(await stored()).toEqual([A, { ...A, bucket: 2 }, changed]);
});

test.each([
  ['text', { word: 'other' }],
  ['text that is taken away', { word: null }],
  ['an array', { many: [2, 1] }],
  ['JSON', { said: { x: [2] } }],
])('a row of which only %s differs is written', async (_, change) => {
  await put(A, B);
  await put({ ...A, ...change }, B);
  expect(await stored()).toEqual([{ ...A, ...change }, B]);
});

test('a row that stands as it is given is neither written nor locked, one beside it that differs is', async () => {
  await put(A, B);
  const [a, b] = await touched();
  await put(A, { ...B, word: 'two' });
  const [afterA, afterB] = await touched();
  expect(afterA).toBe(a);
  expect(afterB).not.toBe(b);
});

test('nothing put changes nothing', async () => {
  await put(A);
  await put();
  expect(await stored()).toEqual([A]);
});
