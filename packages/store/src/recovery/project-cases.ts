import { randomUUID } from 'node:crypto';
import { asCaseEvent } from '@finest-hour/events';
import { foldCase, type BookSettings, type CaseFold } from '@finest-hour/metrics';
import { readBookSettings } from './settings.ts';
import { bucketOf, type BucketSpan } from '../bucket.ts';
import type { Database, Work } from '../database.ts';
import { MAX_STREAM_EVENTS, readStreams, type Stream } from '../log/read.ts';
import { markStreams } from './mark.ts';
import { deleteMarks, readMarks, streamsOf } from './marks-read.ts';
import { notePark, type Parked } from './park.ts';
import { deleteSummaries, readHeads, writeHeads, writeHops, writeSummaries, type Head } from './case-rows.ts';

/** Marks worked off at a time. */
const MAX_MARKS = 1_000;

interface Folded {
  readonly stream: Stream;
  /** null: no opening has arrived. */
  readonly fold: CaseFold | null;
}

async function foldStreams(
  work: Work,
  streams: readonly Stream[],
  settings: BookSettings,
): Promise<{ folded: readonly Folded[]; parked: readonly Parked[] }> {
  const events = await readStreams(work, streams);
  const folded: Folded[] = [];
  const parked: Parked[] = [];
  for (const stream of streams) {
    const own = events.get(stream.subject) ?? [];
    if (own.length > MAX_STREAM_EVENTS) {
      parked.push({ stream, error: `more than ${MAX_STREAM_EVENTS} events in one case` });
      continue;
    }
    try {
      folded.push({ stream, fold: foldCase(own.map(asCaseEvent), settings) });
    } catch (error) {
      parked.push({ stream, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return { folded, parked };
}

/** Cases whose summary stands with a customer it no longer belongs to: an earlier opening named another. */
function moved(
  folded: readonly Folded[],
  heads: ReadonlyMap<string, Head>,
): readonly { caseId: string; customer: string }[] {
  return folded.flatMap(({ stream, fold }) => {
    const before = heads.get(stream.subject)?.customer ?? null;
    return before === null || before === fold?.summary.customer ? [] : [{ caseId: stream.subject, customer: before }];
  });
}

async function write(work: Work, folded: readonly Folded[]): Promise<void> {
  const heads = await readHeads(
    work,
    folded.map(({ stream }) => stream),
  );
  const left = moved(folded, heads);
  const summaries = folded.flatMap(({ fold }) => fold?.summary ?? []);
  await writeHeads(
    work,
    folded.map(({ stream, fold }) => ({
      bucket: stream.bucket,
      caseId: stream.subject,
      customer: fold?.summary.customer ?? null,
    })),
  );
  await writeHops(
    work,
    folded.map(({ stream, fold }) => ({ bucket: stream.bucket, caseId: stream.subject, hops: fold?.hops ?? [] })),
  );
  await deleteSummaries(work, left);
  await writeSummaries(work, summaries);
  const customers = new Set([...summaries.map(({ customer }) => customer), ...left.map(({ customer }) => customer)]);
  await markStreams(
    work,
    [...customers].map((customer) => ({
      bucket: bucketOf('customer', customer),
      family: 'customer',
      subject: customer,
    })),
    randomUUID(),
  );
}

/**
 * Stage 1 for one span of buckets, in one transaction: reads marks, then (a later statement, so a later snapshot)
 * their streams, folds each, writes hops and heads, hands the summaries to their customers with a mark, and deletes
 * exactly the marks it read. Answers how many marks it worked off; 0: nothing to do.
 *
 * `afterReadingMarks` lets a test put an event in between.
 */
export async function projectCases(
  db: Database,
  span: BucketSpan,
  nowUs: number,
  afterReadingMarks?: () => Promise<void>,
): Promise<number> {
  return db.transaction().execute(async (work) => {
    const marks = await readMarks(work, 'case', span, MAX_MARKS);
    if (marks.length === 0) return 0;
    await afterReadingMarks?.();
    const settings = await readBookSettings(work);
    const streams = streamsOf(marks);
    const { folded, parked } = await foldStreams(work, streams, settings);
    await write(work, folded);
    await notePark(work, streams, parked, nowUs);
    await deleteMarks(work, marks);
    return marks.length;
  });
}
