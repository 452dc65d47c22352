import type { LoggedEvent } from '@finest-hour/events';
import type { BookSettings, CaseFacts, CaseSummary } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { lookUp, type BulkColumn } from '../bulk.ts';
import type { Work } from '../database.ts';
import type { Stream } from '../log/read.ts';
import { recordOf, type CustomerKey, type CustomerRow } from './customer-rows.ts';
import type { Parked } from './park.ts';
import { readSummary } from './summary-code.ts';
import { tryFoldCustomer } from './try-fold.ts';

export type EventsByCustomer = ReadonlyMap<string, readonly LoggedEvent[]>;
export type SummariesByCustomer = ReadonlyMap<string, readonly CaseSummary[]>;

/** What folding some customers gave, before it is written. */
export interface CustomerFolds {
  /** Those of which it is known now whether they can be folded. */
  readonly streams: readonly Stream[];
  readonly parked: readonly Parked[];
  /** Under these keys stands nothing but what is given here. */
  readonly keys: readonly CustomerKey[];
  readonly facts: readonly { readonly bucket: number; readonly facts: CaseFacts }[];
  readonly customers: readonly CustomerRow[];
}

const CUSTOMER_COLUMNS: readonly BulkColumn<string>[] = [
  { name: 'bucket', type: 'smallint', of: (customer) => bucketOf('customer', customer) },
  { name: 'customer', type: 'text', of: (customer) => customer },
];

/**
 * Summaries of customers' cases, which stand in the customers' own buckets. Those by an older book are not there yet:
 * their cases are marked, and each marks its customer again when it is folded by this one.
 */
export async function readSummaries(work: Work, customers: readonly string[]): Promise<SummariesByCustomer> {
  const { rows } = await sql<{ customer: string; summary: unknown }>`
    select found.customer, found.summary
    from ${lookUp('recovery.case_summary', CUSTOMER_COLUMNS, customers)}`.execute(work);
  const byCustomer = new Map<string, CaseSummary[]>();
  for (const { customer, summary: written } of rows) {
    const summary = readSummary(written);
    if (summary === null) continue;
    const own = byCustomer.get(customer);
    if (own === undefined) byCustomer.set(customer, [summary]);
    else own.push(summary);
  }
  return byCustomer;
}

/** Folds customers who have a single id. */
export async function foldAlone(
  work: Work,
  streams: readonly Stream[],
  events: EventsByCustomer,
  settings: BookSettings,
): Promise<CustomerFolds> {
  const summaries = await readSummaries(
    work,
    streams.map(({ subject }) => subject),
  );
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
  const keys = streams.map(({ bucket, subject: customer }) => ({ bucket, customer }));
  return { streams, parked, keys, facts, customers };
}
