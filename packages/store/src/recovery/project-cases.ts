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
import { projectRound, type RoundOptions } from './rounds.ts';
import { tryFoldCase } from './try-fold.ts';

interface Folded {
  readonly stream: Stream;
  /** null: no opening has arrived, or it is parked. */
  readonly fold: CaseFold | null;
  readonly head: Head;
}

interface FoldedStreams {
  readonly folded: readonly Folded[];
  readonly parked: readonly Parked[];
  readonly events: ReadonlyMap<string, readonly LoggedEvent[]>;
}

/** A stream that can't even be looked at: nothing of it stays, and it is merged into nothing. */
async function parkUnread(work: Work, parked: Parked, heads: ReadonlyMap<string, Head>): Promise<FoldedStreams> {
  const { bucket, subject: caseId } = parked.stream;
  await writeMerges(work, new Map([[caseId, null]]), heads);
  const head = { bucket, caseId, customer: null, mergedInto: null, inputs: null };
  return { folded: [{ stream: parked.stream, fold: null, head }], parked: [parked], events: new Map() };
}

async function foldStreams(
  work: Work,
  streams: readonly Stream[],
  heads: ReadonlyMap<string, Head>,
  settings: BookSettings,
): Promise<FoldedStreams> {
  const events = await readStreams(work, streams);
  const targets = readTargets(streams, events, settings);
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
  return { folded, parked, events };
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
 * Stage 1 for one span of buckets, as a round has it: folds each stream, writes hops and heads, and hands the summaries
 * to their customers with a mark. Answers how many marks it worked off; 0: nothing to do.
 */
export function projectCases(
  db: Database,
  span: BucketSpan,
  nowUs: number,
  options: RoundOptions = {},
): Promise<number> {
  return projectRound(db, 'case', span, options, async (work, { streams, sinceMs, poison }) => {
    await shareFolding(work);
    const settings = await readBookSettings(work);
    const heads = await readHeads(work, streams);
    const { folded, parked, events } =
      poison === null ? await foldStreams(work, streams, heads, settings) : await parkUnread(work, poison, heads);
    await write(work, folded, parked, heads, sinceMs);
    await writeCoverage(work, span, [...events.values()].flat());
    await notePark(work, streams, parked, nowUs);
    return (caseId) => events.get(caseId)?.length ?? 0;
  });
}
