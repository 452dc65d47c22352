import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import { batchId } from '../batch-id.ts';
import type { BucketSpan } from '../bucket.ts';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { shareFolding } from '../erasure/locks.ts';
import { readStreams } from '../log/read.ts';
import { writeCoverage } from './coverage.ts';
import { foldAlone, type CustomerFolds } from './customer-folds.ts';
import { writeCustomers } from './customer-rows.ts';
import { writeFacts } from './fact-rows.ts';
import { foldLinked } from './links-project.ts';
import { customerStream, readGroups, readStatements, writeLinks } from './links.ts';
import { markStreams } from './mark.ts';
import { deleteMarks, readMarks, streamsOf, waitingSinceMs } from './marks-read.ts';
import { notePark } from './park.ts';

/** Streams worked off at a time. */
const MAX_STREAMS = 1_000;

/** Takes away what stands under the keys and is not among the facts: cases that went elsewhere, or can't be folded. */
async function deleteStaleFacts(work: Work, { keys, facts }: Pick<CustomerFolds, 'keys' | 'facts'>): Promise<void> {
  const kept = unnest(facts, [
    { name: 'bucket', type: 'smallint', of: (row) => row.bucket },
    { name: 'customer', type: 'text', of: (row) => row.facts.summary.customer },
    { name: 'case_id', type: 'text', of: (row) => row.facts.summary.caseId },
  ]);
  await sql`
    delete from recovery.case_fact f using (
      select * from ${unnest(keys, [
        { name: 'bucket', type: 'smallint', of: (key) => key.bucket },
        { name: 'customer', type: 'text', of: (key) => key.customer },
      ])}
    ) keys
    where f.bucket = keys.bucket and f.customer = keys.customer and not exists (
      select from (select * from ${kept}) kept
      where kept.bucket = f.bucket and kept.customer = f.customer and kept.case_id = f.case_id
    )`.execute(work);
}

/**
 * Stage 2 for one span of buckets, in one transaction: folds the summaries of the marked customers, those of ids that
 * were ever linked together, and is the only writer of case facts. Answers how many marks it worked off; 0: nothing
 * to do.
 *
 * `afterReadingMarks` lets a test put an event in between.
 */
export async function projectCustomers(
  db: Database,
  span: BucketSpan,
  nowUs: number,
  afterReadingMarks?: () => Promise<void>,
): Promise<number> {
  return db.transaction().execute(async (work) => {
    const marks = await readMarks(work, 'customer', span, MAX_STREAMS);
    if (marks.length === 0) return 0;
    await afterReadingMarks?.();
    await shareFolding(work);
    const settings = await readBookSettings(work);
    const streams = streamsOf(marks);
    const events = await readStreams(work, streams);
    const spokenOf = await writeLinks(work, await readStatements(work, streams, events));
    await markStreams(work, [...spokenOf].map(customerStream), batchId(waitingSinceMs(marks)));
    const groups = await readGroups(
      work,
      streams.map(({ subject }) => subject),
    );
    const { true: linked = [], false: alone = [] } = Object.groupBy(streams, ({ subject }) => `${groups.has(subject)}`);
    for (const folds of [
      await foldAlone(work, alone, events, settings),
      await foldLinked(work, linked, groups, events, settings),
    ]) {
      if (folds.keys.length > 0) await deleteStaleFacts(work, folds);
      await writeFacts(work, folds.facts, settings);
      await writeCustomers(work, folds.customers, folds.keys);
      await notePark(work, folds.streams, folds.parked, nowUs);
    }
    await writeCoverage(work, span, [...events.values()].flat());
    await deleteMarks(work, marks);
    return marks.length;
  });
}
