import type { CaseFacts, CaseSummary } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import type { BucketSpan } from '../bucket.ts';
import { unnest, type BulkColumn } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { readStreams, type Stream } from '../log/read.ts';
import { writeCoverage } from './coverage.ts';
import { recordOf, writeCustomers, type CustomerRow } from './customer-rows.ts';
import { writeFacts } from './fact-rows.ts';
import { deleteMarks, readMarks, streamsOf } from './marks-read.ts';
import { notePark, type Parked } from './park.ts';
import { tryFoldCustomer } from './try-fold.ts';

/** Streams worked off at a time. */
const MAX_STREAMS = 1_000;

const CUSTOMER_COLUMNS: readonly BulkColumn<Stream>[] = [
  { name: 'bucket', type: 'smallint', of: (stream) => stream.bucket },
  { name: 'customer', type: 'text', of: (stream) => stream.subject },
];

async function readSummaries(
  work: Work,
  streams: readonly Stream[],
): Promise<ReadonlyMap<string, readonly CaseSummary[]>> {
  const { rows } = await sql<{ customer: string; summary: CaseSummary }>`
    select s.customer, s.summary
    from recovery.case_summary s join ${unnest(streams, CUSTOMER_COLUMNS)} using (bucket, customer)`.execute(work);
  const byCustomer = Map.groupBy(rows, ({ customer }) => customer);
  return new Map([...byCustomer].map(([customer, own]) => [customer, own.map(({ summary }) => summary)]));
}

/** Takes away the facts of cases that the customer no longer has. */
async function deleteStaleFacts(work: Work, streams: readonly Stream[]): Promise<void> {
  await sql`
    delete from recovery.case_fact f using ${unnest(streams, CUSTOMER_COLUMNS)}
    where f.bucket = rows.bucket and f.customer = rows.customer and not exists (
      select from recovery.case_summary s
      where s.bucket = f.bucket and s.customer = f.customer and s.case_id = f.case_id
    )`.execute(work);
}

/** Takes away all facts of customers that can't be folded. */
async function deleteFacts(work: Work, streams: readonly Stream[]): Promise<void> {
  if (streams.length === 0) return;
  await sql`
    delete from recovery.case_fact f using ${unnest(streams, CUSTOMER_COLUMNS)}
    where f.bucket = rows.bucket and f.customer = rows.customer`.execute(work);
}

/**
 * Stage 2 for one span of buckets, in one transaction: folds the summaries of the marked customers, and is the only
 * writer of case facts. Answers how many marks it worked off; 0: nothing to do.
 */
export async function projectCustomers(db: Database, span: BucketSpan, nowUs: number): Promise<number> {
  return db.transaction().execute(async (work) => {
    const marks = await readMarks(work, 'customer', span, MAX_STREAMS);
    if (marks.length === 0) return 0;
    const settings = await readBookSettings(work);
    const streams = streamsOf(marks);
    const summaries = await readSummaries(work, streams);
    const events = await readStreams(work, streams);
    const facts: { bucket: number; facts: CaseFacts }[] = [];
    const customers: CustomerRow[] = [];
    const parked: Parked[] = [];
    for (const stream of streams) {
      const { bucket, subject: customer } = stream;
      const tried = tryFoldCustomer(summaries.get(customer) ?? [], events.get(customer) ?? [], settings);
      if (!tried.ok) {
        parked.push({ stream, error: tried.error });
        continue;
      }
      facts.push(...tried.value.facts.map((one) => ({ bucket, facts: one })));
      customers.push({ bucket, customer, record: recordOf(customer, tried.value.facts, tried.value.history) });
    }
    await deleteStaleFacts(work, streams);
    await deleteFacts(
      work,
      parked.map(({ stream }) => stream),
    );
    await writeFacts(work, facts, settings);
    await writeCustomers(work, customers);
    await writeCoverage(work, span, [...events.values()].flat());
    await notePark(work, streams, parked, nowUs);
    await deleteMarks(work, marks);
    return marks.length;
  });
}
