import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { unnest, type BulkColumn } from './bulk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

interface Row {
  readonly place: number;
  readonly words: string | null;
  readonly yes: boolean | null;
  readonly many: number | null;
  readonly json: unknown;
}

const COLUMNS: readonly BulkColumn<Row>[] = [
  { name: 'place', type: 'integer', of: (row) => row.place },
  { name: 'words', type: 'text', of: (row) => row.words },
  { name: 'yes', type: 'boolean', of: (row) => row.yes },
  { name: 'many', type: 'bigint', of: (row) => row.many },
  { name: 'json', type: 'json', of: (row) => (row.json === null ? null : JSON.stringify(row.json)) },
];

/** What breaks quoting, and any other text that PostgreSQL can hold. */
const text = fc.oneof(
  fc.constantFrom('', 'NULL', 'null', '"', '\\', '\\"', '{}', ',', ' ', '\n', '\r\n', "'", 'ß', '🙂', 'E\\n'),
  fc.string({ unit: 'grapheme' }).map((some) => some.replaceAll('\0', '')),
);
/**
 * Names that JSON need not escape: Node 24.21 itself reads a name of one escaped character wrongly
 * (JSON.parse('{" ":0,"\\n":""}') has a name that is a backslash), so what came back would say nothing of the database.
 */
const name = text.filter((some) => JSON.stringify(some) === `"${some}"`);
const json = fc.oneof(fc.constant(null), fc.dictionary(name, fc.oneof(text, fc.integer(), fc.constant(null))));
const rows = fc.array(
  fc.record({
    words: fc.option(text),
    yes: fc.option(fc.boolean()),
    many: fc.option(fc.maxSafeInteger()),
    json,
  }),
  { minLength: 1, maxLength: 20 },
);

test('rows of any text, numbers, nulls and JSON come out as they went in, in their order', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (some) => {
      const sent = some.map((row, place): Row => ({ place, ...row, json: row.json && { ...row.json } }));
      const result = await sql<Row>`
        select place, words, yes, many::float8 as many, json from ${unnest(sent, COLUMNS)} order by place`.execute(
        database.db,
      );
      expect(result.rows).toEqual(sent);
    }),
    { numRuns: 200 },
  );
});

test.each([NaN, Infinity])('%s is refused, not stored as nothing', async (many) => {
  const row: Row = { place: 0, words: null, yes: null, many, json: null };
  await expect(sql`select many from ${unnest([row], COLUMNS)}`.execute(database.db)).rejects.toThrow(`"${many}"`);
});
