import { hash } from 'node:crypto';
import { asCaseEvent, type LoggedEvent } from '@finest-hour/events';
import { mergeTarget, type BookSettings } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { lookUp, unnest, type BulkColumn } from '../bulk.ts';
import type { Work } from '../database.ts';
import { MAX_STREAM_EVENTS, type Stream } from '../log/read.ts';
import type { Head } from './case-rows.ts';
import { tryFold } from './try-fold.ts';

/** A merge that stands: `source` is merged into `target`. */
export interface Merge {
  readonly target: string;
  readonly source: string;
}

const MERGE_COLUMNS: readonly BulkColumn<Merge>[] = [
  { name: 'bucket', type: 'smallint', of: ({ target }) => bucketOf('case', target) },
  { name: 'target', type: 'text', of: ({ target }) => target },
  { name: 'source', type: 'text', of: ({ source }) => source },
];

const TARGET_COLUMNS: readonly BulkColumn<Stream>[] = [
  { name: 'bucket', type: 'smallint', of: ({ bucket }) => bucket },
  { name: 'target', type: 'text', of: ({ subject }) => subject },
];

export type EventsByCase = ReadonlyMap<string, readonly LoggedEvent[]>;

export function caseStream(caseId: string): Stream {
  return { bucket: bucketOf('case', caseId), family: 'case', subject: caseId };
}

/** Into which case each is merged by its own events, as known at its maturity; one that can't be folded: into none. */
export function readTargets(
  streams: readonly Stream[],
  events: EventsByCase,
  settings: BookSettings,
): ReadonlyMap<string, string | null> {
  return new Map(
    streams.map(({ subject }) => {
      const own = events.get(subject) ?? [];
      const tried = own.length > MAX_STREAM_EVENTS ? null : tryFold(() => mergeTarget(own.map(asCaseEvent), settings));
      return [subject, tried?.ok === true ? (tried.value?.value ?? null) : null];
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

/** Merges into these cases, directly or through others. What is merged may live in any bucket. */
export async function readMerges(work: Work, streams: readonly Stream[]): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  const known = new Set<string>();
  let targets = streams;
  while (targets.length > 0) {
    const { rows } = await sql<Merge>`
      select found.target, found.source
      from ${lookUp('recovery.merge', TARGET_COLUMNS, targets)}`.execute(work);
    merges.push(...rows);
    for (const { subject } of targets) known.add(subject);
    const sources = new Set(rows.map(({ source }) => source));
    targets = [...sources].filter((source) => !known.has(source)).map(caseStream);
  }
  return merges;
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
