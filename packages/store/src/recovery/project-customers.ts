import type { LoggedEvent } from '@finest-hour/events';
import type { BookSettings } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import { batchId } from '../batch-id.ts';
import type { BucketSpan } from '../bucket.ts';
import { lookUp, unnest, type BulkColumn } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { shareFolding } from '../erasure/locks.ts';
import { readStreams, type Stream } from '../log/read.ts';
import { writeCoverage } from './coverage.ts';
import { foldAlone, type CustomerFolds, type EventsByCustomer } from './customer-folds.ts';
import { writeCustomers, type CustomerKey } from './customer-rows.ts';
import { writeFacts } from './fact-rows.ts';
import { foldLinked } from './links-project.ts';
import { customerStream, readGroups, readStatements, writeLinks } from './links.ts';
import { markStreams } from './mark.ts';
import { notePark, type Parked } from './park.ts';
import { projectRound, type RoundOptions } from './rounds.ts';

interface FactKey extends CustomerKey {
  readonly caseId: string;
}

const KEY_COLUMNS: readonly BulkColumn<CustomerKey>[] = [
  { name: 'bucket', type: 'smallint', of: ({ bucket }) => bucket },
  { name: 'customer', type: 'text', of: ({ customer }) => customer },
];

/**
 * Takes away what stands under the keys and is not among the facts: cases that went elsewhere, or can't be folded.
 * Mostly there is nothing, which is known sooner here than by a statement that compares with what it is given.
 */
async function deleteStaleFacts(work: Work, { keys, facts }: Pick<CustomerFolds, 'keys' | 'facts'>): Promise<void> {
  const keyOf = ({ bucket, customer, caseId }: FactKey) => JSON.stringify([bucket, customer, caseId]);
  const kept = new Set(
    facts.map(({ bucket, facts: { summary } }) =>
      keyOf({ bucket, customer: summary.customer, caseId: summary.caseId }),
    ),
  );
  const { rows } = await sql<FactKey>`
    select found.bucket, found.customer, found.case_id as "caseId"
    from ${lookUp('recovery.case_fact', KEY_COLUMNS, keys)}`.execute(work);
  const stale = rows.filter((row) => !kept.has(keyOf(row)));
  if (stale.length === 0) return;
  await sql`
    delete from recovery.case_fact f using ${unnest(stale, [
      ...KEY_COLUMNS,
      { name: 'case_id', type: 'text', of: ({ caseId }) => caseId },
    ])}
    where f.bucket = rows.bucket and f.customer = rows.customer and f.case_id = rows.case_id`.execute(work);
}

/** Folds customers alone and those with several ids, and notes which ids are one person. */
async function foldBatch(
  work: Work,
  streams: readonly Stream[],
  events: EventsByCustomer,
  settings: BookSettings,
  sinceMs: number,
): Promise<readonly CustomerFolds[]> {
  const spokenOf = await writeLinks(work, await readStatements(work, streams, events));
  await markStreams(work, [...spokenOf].map(customerStream), batchId(sinceMs));
  const groups = await readGroups(
    work,
    streams.map(({ subject }) => subject),
  );
  const { true: linked = [], false: alone = [] } = Object.groupBy(streams, ({ subject }) => `${groups.has(subject)}`);
  return [await foldAlone(work, alone, events, settings), await foldLinked(work, linked, groups, events, settings)];
}

/** A stream that can't even be looked at: nothing stands under its key. */
function parkUnread(parked: Parked): CustomerFolds {
  const { bucket, subject: customer } = parked.stream;
  return { streams: [parked.stream], parked: [parked], keys: [{ bucket, customer }], facts: [], customers: [] };
}

/**
 * Stage 2 for one span of buckets, as a round has it: folds the summaries of the marked customers, those of ids that were
 * ever linked together, and is the only writer of case facts. Answers how many marks it worked off; 0: nothing to do.
 */
export function projectCustomers(
  db: Database,
  span: BucketSpan,
  nowUs: number,
  options: RoundOptions = {},
): Promise<number> {
  return projectRound(db, 'customer', span, options, async (work, { streams, sinceMs, poison }) => {
    await shareFolding(work);
    const settings = await readBookSettings(work);
    const events = poison === null ? await readStreams(work, streams) : new Map<string, readonly LoggedEvent[]>();
    const batch = poison === null ? await foldBatch(work, streams, events, settings, sinceMs) : [parkUnread(poison)];
    for (const folds of batch) {
      if (folds.keys.length > 0) await deleteStaleFacts(work, folds);
      await writeFacts(work, folds.facts, settings);
      await writeCustomers(work, folds.customers, folds.keys);
      await notePark(work, folds.streams, folds.parked, nowUs);
    }
    await writeCoverage(work, span, [...events.values()].flat());
    const cases = Map.groupBy(
      batch.flatMap(({ facts }) => facts),
      ({ facts }) => facts.summary.customer,
    );
    return (customer) => (events.get(customer)?.length ?? 0) + (cases.get(customer)?.length ?? 0);
  });
}
