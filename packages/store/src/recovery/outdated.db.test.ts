import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { assigned, event, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { derivedRows, foldAll } from '../../../../tests/support/recovery.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { markOutdated } from './mark.ts';
import { projectCustomers } from './project-customers.ts';

let database: TestDatabase;
let worker: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = openDatabase(database.urls.worker);
});
afterAll(async () => {
  await worker?.destroy();
  await database?.drop();
});

test('summaries of an older book hold nobody up: their customers are folded as their cases come along, to the same rows', async () => {
  const cases = Array.from({ length: 20 }, (_, number) => `case-${number}`);
  const events = cases.flatMap((caseId, number) => [
    opened(caseId, `customer-${number % 7}`, MONDAY_US + number),
    assigned(caseId, MONDAY_US + number, { agent: 'ana' }),
    resolved(caseId, MONDAY_US + 1000 + number),
    // So that the customer is marked as well.
    event('customer.purchased', `customer-${number % 7}`, MONDAY_US + 2000 + number),
  ]);
  await appendEvents(database.db, events, 0);
  await foldAll(worker);
  const rows = await derivedRows(database.db);

  // As older versions left them: without the fields and the columns that came since, or with names.
  await sql`update recovery.case_summary
    set summary = case when case_id < 'case-5' then jsonb_set(summary::jsonb - 12 - 8, '{0}', '4')::json
      else json_build_object('book', 4, 'caseId', case_id) end`.execute(database.db);
  await sql`update recovery.case_fact set book = 2, routed_bin = null, flags = 0`.execute(database.db);
  expect(await markOutdated(database.db)).toBe(true);

  // The worst order: customers before any of their cases.
  while ((await projectCustomers(worker, { first: 0, last: 1023 }, 0)) > 0);
  await foldAll(worker);
  expect(await derivedRows(database.db)).toEqual(rows);
  expect(await markOutdated(database.db)).toBe(false);
});
