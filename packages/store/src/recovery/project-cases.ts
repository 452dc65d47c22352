import type { LoggedEvent } from '@finest-hour/events';
import type { BookSettings, CaseFold } from '@finest-hour/metrics';
import { readBookSettings } from './settings.ts';
import { batchId } from '../batch-id.ts';
import { bucketOf, type BucketSpan } from '../bucket.ts';
import type { Database, Work } from '../database.ts';
import { shareFolding } from '../erasure/locks.ts';
import { readStreams, type Stream } from '../log/read.ts';
import { writeCoverage } from './coverage.ts';
import { markStreams } from './mark.ts';
import { readMergedIn } from './merged-in.ts';
import { caseStream, changedTargets, inputsOf, readTargets, writeMerges } from './merges.ts';
import { deleteMarks, readMarks, streamsOf, waitingSinceMs } from './marks-read.ts';
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
  /** null: no opening has arrived, or it is parked. */
  readonly fold: CaseFold | null;
  readonly head: Head;
}

interface FoldedStreams {
  readonly folded: readonly Folded[];
  readonly parked: readonly Parked[];
  readonly events: readonly LoggedEvent[];
}

async function foldStreams(
  work: Work,
  streams: readonly Stream[],
  heads: ReadonlyMap<string, Head>,
  settings: BookSettings,
): Promise<FoldedStreams> {
  const events = await readStreams(work, streams);
  const targets = readTargets(streams, events);
  await writeMerges(work, targets, heads);
  const mergedInto = await readMergedIn(work, streams, events, settings);
  const folded: Folded[] = [];
  const parked: Parked[] = [];
  for (const stream of streams) {
    const { bucket, subject: caseId } = stream;
    const own = events.get(caseId);
    // Something was merged into a case of which nothing is known.
    if (own === undefined) continue;
    const mergedIn = mergedInto(caseId);
    const target = targets.get(caseId) ?? null;
    const tried = tryFoldCase(own, settings, mergedIn);
    if (!tried.ok) parked.push({ stream, error: tried.error });
    const fold = tried.ok ? tried.value : null;
    const inputs = target === null ? null : inputsOf([...own, ...mergedIn]);
    const head = { bucket, caseId, customer: fold?.summary.customer ?? null, mergedInto: target, inputs };
    folded.push({ stream, fold, head });
  }
  return { folded, parked, events: [...events.values()].flat() };
}

/** Cases whose summary stands with a customer it no longer belongs to: an earlier opening named another, or it is parked. */
function moved(
  folded: readonly Folded[],
  heads: ReadonlyMap<string, Head>,
): readonly { caseId: string; customer: string }[] {
  return folded.flatMap(({ head: { caseId, customer } }) => {
    const before = heads.get(caseId)?.customer ?? null;
    return before === null || before === customer ? [] : [{ caseId, customer: before }];
  });
}

/**
 * Writes what the folds gave; of what is parked nothing stays, or the rows would tell what came first. What hangs on it
 * waits since `sinceMs`, as what was folded did.
 */
async function write(
  work: Work,
  folded: readonly Folded[],
  parked: readonly Parked[],
  before: ReadonlyMap<string, Head>,
  sinceMs: number,
): Promise<void> {
  const left = moved(folded, before);
  const summaries = folded.flatMap(({ fold }) => fold?.summary ?? []);
  const isParked = new Set(parked.map(({ stream }) => stream.subject));
  const heads = folded.map(({ head }) => head);
  await writeHeads(
    work,
    heads.filter(({ caseId }) => !isParked.has(caseId)),
  );
  await deleteHeads(
    work,
    heads.filter(({ caseId }) => isParked.has(caseId)),
  );
  await writeHops(
    work,
    folded.map(({ head: { bucket, caseId }, fold }) => ({ bucket, caseId, hops: fold?.hops ?? [] })),
  );
  await deleteSummaries(work, left);
  await writeSummaries(work, summaries);
  const customers = new Set([...summaries.map(({ customer }) => customer), ...left.map(({ customer }) => customer)]);
  const targets = new Set(folded.flatMap(({ head }) => changedTargets(before.get(head.caseId), head)));
  const marked: readonly Stream[] = [
    ...[...customers].map((subject): Stream => ({
      bucket: bucketOf('customer', subject),
      family: 'customer',
      subject,
    })),
    ...[...targets].map(caseStream),
  ];
  await markStreams(work, marked, batchId(sinceMs));
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
    await shareFolding(work);
    const settings = await readBookSettings(work);
    const streams = streamsOf(marks);
    const heads = await readHeads(work, streams);
    const { folded, parked, events } = await foldStreams(work, streams, heads, settings);
    await write(work, folded, parked, heads, waitingSinceMs(marks));
    await writeCoverage(work, span, events);
    await notePark(work, streams, parked, nowUs);
    await deleteMarks(work, marks);
    return marks.length;
  });
}
