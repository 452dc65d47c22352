import { hash } from 'node:crypto';
import { asCaseEvent, type CaseEvent, type LoggedEvent } from '@finest-hour/events';
import { mergeIndex, mergeTarget } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { unnest, type BulkColumn } from '../bulk.ts';
import type { Work } from '../database.ts';
import { MAX_STREAM_EVENTS, readStreams, type Stream } from '../log/read.ts';
import type { Head } from './case-rows.ts';
import { tryFold } from './try-fold.ts';

/** A merge that stands: `source` is merged into `target`. */
interface Merge {
  readonly target: string;
  readonly source: string;
}

const MERGE_COLUMNS: readonly BulkColumn<Merge>[] = [
  { name: 'bucket', type: 'smallint', of: ({ target }) => bucketOf('case', target) },
  { name: 'target', type: 'text', of: ({ target }) => target },
  { name: 'source', type: 'text', of: ({ source }) => source },
];

const TARGET_COLUMNS: readonly BulkColumn<string>[] = [
  { name: 'bucket', type: 'smallint', of: (target) => bucketOf('case', target) },
  { name: 'target', type: 'text', of: (target) => target },
];

type EventsByCase = ReadonlyMap<string, readonly LoggedEvent[]>;

export function caseStream(caseId: string): Stream {
  return { bucket: bucketOf('case', caseId), family: 'case', subject: caseId };
}

/** Into which case each is merged by its own events; one that can't be folded is merged into none. */
export function readTargets(streams: readonly Stream[], events: EventsByCase): ReadonlyMap<string, string | null> {
  return new Map(
    streams.map(({ subject }) => {
      const own = events.get(subject) ?? [];
      const tried = own.length > MAX_STREAM_EVENTS ? null : tryFold(() => mergeTarget(own.map(asCaseEvent)));
      return [subject, tried?.ok === true ? tried.value : null];
    }),
  );
}

/** Notes with the targets which merges stand, and takes away those that no longer do. */
export async function writeMerges(
  work: Work,
  targets: ReadonlyMap<string, string | null>,
  heads: ReadonlyMap<string, Head>,
): Promise<void> {
  const ended: Merge[] = [];
  const standing: Merge[] = [];
  for (const [source, target] of targets) {
    const before = heads.get(source)?.mergedInto ?? null;
    if (before !== null && before !== target) ended.push({ target: before, source });
    if (target !== null) standing.push({ target, source });
  }
  if (ended.length > 0) {
    await sql`
      delete from recovery.merge m using ${unnest(ended, MERGE_COLUMNS)}
      where m.bucket = rows.bucket and m.target = rows.target and m.source = rows.source`.execute(work);
  }
  if (standing.length > 0) {
    await sql`
      insert into recovery.merge (bucket, target, source) select * from ${unnest(standing, MERGE_COLUMNS)}
      on conflict (bucket, target, source) do nothing`.execute(work);
  }
}

/** Cases merged into these, directly or through others. They may live in any bucket. */
async function readSources(work: Work, streams: readonly Stream[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  let targets = streams.map(({ subject }) => subject);
  while (targets.length > 0) {
    const { rows } = await sql<{ source: string }>`
      select m.source from recovery.merge m join ${unnest(targets, TARGET_COLUMNS)} using (bucket, target)`.execute(
      work,
    );
    targets = [...new Set(rows.map(({ source }) => source))].filter((source) => !known.has(source));
    for (const source of targets) known.add(source);
  }
  return known;
}

/** For any of the cases, the events of those merged into it. */
export async function readMergedIn(
  work: Work,
  streams: readonly Stream[],
  events: EventsByCase,
): Promise<(caseId: string) => readonly CaseEvent[]> {
  const sources = await readSources(work, streams);
  if (sources.size === 0) return () => [];
  const missing = [...sources].filter((caseId) => !events.has(caseId)).map(caseStream);
  const more: EventsByCase = missing.length === 0 ? new Map() : await readStreams(work, missing);
  return mergedInAmong(new Map([...events, ...more]));
}

/**
 * For any of these cases, the events of those of them that are merged into it. One that can't be folded hands nothing
 * on, and must not hold up those into which it is merged.
 */
export function mergedInAmong(events: EventsByCase): (caseId: string) => readonly CaseEvent[] {
  const cases = [...events].filter(
    ([, own]) => own.length <= MAX_STREAM_EVENTS && tryFold(() => mergeTarget(own.map(asCaseEvent))).ok,
  );
  return mergeIndex(new Map(cases.map(([caseId, own]) => [caseId, own.map(asCaseEvent)])));
}

/** Tells one set of events from another. */
export function inputsOf(events: readonly Pick<LoggedEvent, 'subject' | 'source' | 'id'>[]): Buffer {
  const keys = events.map(({ subject, source, id }) => JSON.stringify([subject, source, id])).sort();
  return hash('sha256', keys.join('\n'), 'buffer').subarray(0, 16);
}

/** Cases that must be folded anew, since what is merged into them has changed: the old target, the new one. */
export function changedTargets(before: Head | undefined, after: Head): readonly string[] {
  const old = before?.mergedInto ?? null;
  if (old !== after.mergedInto) return [old, after.mergedInto].filter((caseId) => caseId !== null);
  const same = before?.inputs?.equals(after.inputs ?? Buffer.alloc(0)) ?? after.inputs === null;
  return same || after.mergedInto === null ? [] : [after.mergedInto];
}
