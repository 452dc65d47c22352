import type { LoggedEvent } from '@finest-hour/events';
import { appendEvents, openDatabase, type Database } from '@finest-hour/store';
import { markEverything, projectCases, projectCustomers } from '@finest-hour/store/recovery';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { MONDAY_US } from '../support/events.ts';
import { derivedRows, foldAll, foldTogether, forgetAll, forgetDerived } from '../support/recovery.ts';
import { caseEvents, complaintsOfFew, CROWDED, linkEvents, numbered, otherEvents } from './random-events.ts';

/** PROPERTY_RUNS asks for more of them. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100);

/** A run is never cut off in the middle: it would go on beneath the tests that follow. */
const ENOUGH_MS = 300 * RUNS + 10_000;
const TIMEOUT = { timeout: ENOUGH_MS + 30_000 };

let database: TestDatabase;
let ingest: Database;
let worker: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  // Without indexes a stream is read in the order in which it arrived, which a plan may choose at any time.
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.db);
  for (const { name } of rows) {
    for (const scan of ['indexscan', 'indexonlyscan', 'bitmapscan'])
      await sql.raw(`alter database ${name} set enable_${scan} = off`).execute(database.db);
  }
  ingest = openDatabase(database.urls.ingest);
  worker = openDatabase(database.urls.worker);
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy()]);
  await database?.drop();
});

/** What is done with a history: batches that arrive (several at once), and projections that run in between. */
type Step =
  | { readonly kind: 'append'; readonly batches: readonly (readonly LoggedEvent[])[] }
  | { readonly kind: 'cases' | 'customers'; readonly first: number; readonly last: number }
  | { readonly kind: 'together' };

const span = { fromUs: MONDAY_US, cases: 6, offsetsUs: CROWDED };
const history = fc
  .array(
    fc.oneof(
      { weight: 15, arbitrary: caseEvents(span) },
      { weight: 2, arbitrary: linkEvents(span) },
      { weight: 1, arbitrary: otherEvents(span) },
    ),
    { minLength: 1, maxLength: 70, size: 'max' },
  )
  .map(numbered);

/** A story: the events, and some way for them to arrive: shuffled, cut, repeated, with folding in between. */
const storyOf = (events: readonly LoggedEvent[]) => {
  const batch = fc
    .subarray([...events], { minLength: 1 })
    .chain((some) => fc.shuffledSubarray(some, { minLength: some.length }));
  const projection = fc.record({
    kind: fc.constantFrom('cases' as const, 'customers' as const),
    first: fc.constantFrom(0, 300, 700),
    last: fc.constantFrom(299, 699, 1023),
  });
  const together = fc.constant<Step>({ kind: 'together' });
  const arrival = fc.array(batch, { minLength: 1, maxLength: 3 }).map((batches): Step => ({ kind: 'append', batches }));
  const steps = fc.array(fc.oneof(arrival, projection as fc.Arbitrary<Step>, together), { maxLength: 8, size: 'max' });
  // Whatever came before: in the end everything has arrived.
  const rest = fc.shuffledSubarray([...events], { minLength: events.length });
  return fc.record({ events: fc.constant(events), steps, rest });
};

async function take(step: Step): Promise<void> {
  if (step.kind === 'together') await foldTogether(worker);
  else if (step.kind === 'append') await Promise.all(step.batches.map((batch) => appendEvents(ingest, batch, 1)));
  else await (step.kind === 'cases' ? projectCases : projectCustomers)(worker, step, 1);
}

/** Folds histories in one batch, then as their stories go, then from the log alone: the rows must be the same. */
async function expectSameRows(histories: fc.Arbitrary<readonly LoggedEvent[]>): Promise<void> {
  const deadlineMs = performance.now() + ENOUGH_MS;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(histories.chain(storyOf), async ({ events, steps, rest }) => {
      if (performance.now() > deadlineMs) return;
      runs += 1;
      await forgetAll(database.db);
      await appendEvents(ingest, events, 0);
      await foldAll(worker);
      const expected = await derivedRows(database.db);

      await forgetAll(database.db);
      for (const step of [...steps, { kind: 'append', batches: [rest] } as const]) await take(step);
      await foldAll(worker);
      expect(await derivedRows(database.db)).toEqual(expected);

      await forgetDerived(database.db);
      await markEverything(database.db);
      await foldAll(worker);
      expect(await derivedRows(database.db)).toEqual(expected);
    }),
    { numRuns: RUNS },
  );
  expect(runs, 'on a machine this slow too little was tried').toBeGreaterThan(RUNS / 5);
}

test(
  'the same events in any order, in any batches, any number of times give the same rows; so does a rebuild',
  TIMEOUT,
  async () => {
    await expectSameRows(history);
  },
);

test('so they do where little else happens than merges and links, made and undone', TIMEOUT, async () => {
  await expectSameRows(complaintsOfFew(span).map(numbered));
});

test('the histories tried have cases, customers, hops and verdicts of many kinds', async () => {
  await forgetAll(database.db);
  for (const [run, events] of fc.sample(history, { numRuns: 30, seed: 1 }).entries()) {
    const renamed = events.map((one) => ({ ...one, subject: `${run} ${one.subject}` }));
    await appendEvents(ingest, renamed, 0);
  }
  await foldAll(worker);
  const { case_fact = [], hop = [], case_summary = [] } = await derivedRows(database.db);
  expect(case_fact.length).toBeGreaterThan(50);
  expect(case_summary.length).toBe(case_fact.length);
  expect(hop.length).toBeGreaterThan(100);
  const verdicts = await database.db.selectFrom('recovery.case_fact').select('verdict').distinct().execute();
  expect(verdicts.length).toBeGreaterThanOrEqual(7);
});
