import { randomUUID } from 'node:crypto';
import type { LoggedEvent } from '@finest-hour/events';
import type { BookSettings, CaseFold } from '@finest-hour/metrics';
import { readBookSettings } from './settings.ts';
import { bucketOf, type BucketSpan } from '../bucket.ts';
import type { Database, Work } from '../database.ts';
import { readStreams, type Stream } from '../log/read.ts';
import { writeCoverage } from './coverage.ts';
import { markStreams } from './mark.ts';
import { deleteMarks, readMarks, streamsOf } from './marks-read.ts';
import { notePark, type Parked } from './park.ts';
import {
  deleteHeads,
  deleteSummaries,
  readHeads,
  writeHeads,
  writeHops,
  writeSummaries,
  type Head,
} from './case-rows.ts';
import { tryFoldCase } from './try-fold.ts';

/** Streams worked off at a time. */
const MAX_STREAMS = 1_000;

interface Folded {
  readonly stream: Stream;
  /** null: no opening has arrived. */
  readonly fold: CaseFold | null;
}

async function foldStreams(
  work: Work,
  streams: readonly Stream[],
  settings: BookSettings,
): Promise<{ folded: readonly Folded[]; parked: readonly Parked[]; events: readonly LoggedEvent[] }> {
  const events = await readStreams(work, streams);
  const folded: Folded[] = [];
  const parked: Parked[] = [];
  for (const stream of streams) {
    const tried = tryFoldCase(events.get(stream.subject) ?? [], settings);
    if (tried.ok) folded.push({ stream, fold: tried.value });
    else parked.push({ stream, error: tried.error });
  }
  return { folded, parked, events: [...events.values()].flat() };
}

/** Cases whose summary stands with a customer it no longer belongs to: an earlier opening named another, or it is parked. */
function moved(
  folds: readonly Folded[],
  heads: ReadonlyMap<string, Head>,
): readonly { caseId: string; customer: string }[] {
  return folds.flatMap(({ stream, fold }) => {
    const before = heads.get(stream.subject)?.customer ?? null;
    return before === null || before === fold?.summary.customer ? [] : [{ caseId: stream.subject, customer: before }];
  });
}

/** Writes what the folds gave; of what is parked nothing stays, or the rows would tell what came first. */
async function write(work: Work, folded: readonly Folded[], parked: readonly Parked[]): Promise<void> {
  const cases = [...folded, ...parked.map(({ stream }): Folded => ({ stream, fold: null }))];
  const heads = await readHeads(
    work,
    cases.map(({ stream }) => stream),
  );
  const left = moved(cases, heads);
  const summaries = folded.flatMap(({ fold }) => fold?.summary ?? []);
  await writeHeads(
    work,
    folded.map(({ stream, fold }) => ({
      bucket: stream.bucket,
      caseId: stream.subject,
      customer: fold?.summary.customer ?? null,
    })),
  );
  await deleteHeads(
    work,
    parked.map(({ stream }) => ({ bucket: stream.bucket, caseId: stream.subject })),
  );
  await writeHops(
    work,
    cases.map(({ stream, fold }) => ({ bucket: stream.bucket, caseId: stream.subject, hops: fold?.hops ?? [] })),
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
    const marks = await readMarks(work, 'case', span, MAX_STREAMS);
    if (marks.length === 0) return 0;
    await afterReadingMarks?.();
    const settings = await readBookSettings(work);
    const streams = streamsOf(marks);
    const { folded, parked, events } = await foldStreams(work, streams, settings);
    await write(work, folded, parked);
    await writeCoverage(work, span, events);
    await notePark(work, streams, parked, nowUs);
    await deleteMarks(work, marks);
    return marks.length;
  });
}
