import type { Family } from '@finest-hour/events';
import { sql } from 'kysely';
import { batchMs } from '../batch-id.ts';
import type { BucketSpan } from '../bucket.ts';
import type { Work } from '../database.ts';
import { StaleWorkError } from '../stale-work-error.ts';

export interface Mark {
  readonly bucket: number;
  readonly family: Family;
  readonly subject: string;
  readonly batch: string;
}

/**
 * The first statement of a projection: what there is to do, all marks of at most `limit` streams. All of a stream's,
 * so that of two workers on one stream the second always misses a mark, and is undone. `resting`: subjects to leave out.
 */
export async function readMarks(
  work: Work,
  family: Family,
  span: BucketSpan,
  limit: number,
  resting: readonly string[] = [],
): Promise<readonly Mark[]> {
  const awake = resting.length === 0 ? sql`true` : sql`subject <> all(${[...resting]}::text[])`;
  const { rows } = await sql<Omit<Mark, 'batch'> & { readonly batches: string }>`
    select bucket, family, subject, string_agg(batch::text, ',') as batches
    from recovery.mark
    where bucket between ${span.first} and ${span.last} and family = ${family} and ${awake}
    group by bucket, family, subject order by bucket, family, subject limit ${limit}`.execute(work);
  return rows.flatMap(({ bucket, family, subject, batches }) =>
    batches.split(',').map((batch) => ({ bucket, family, subject, batch })),
  );
}

/**
 * The last statement of a projection: deletes exactly the marks that it read. An event committed in between has a
 * mark of its own, which stays. Marks of one batch are committed together, and of a stream all were read: so whatever
 * has one of the subjects and one of the batches was read, and a pair need not be told from another.
 */
export async function deleteMarks(work: Work, marks: readonly Mark[]): Promise<void> {
  const [first, last] = [marks.at(0)?.bucket, marks.at(-1)?.bucket];
  const [families, subjects, batches] = [
    marks.map(({ family }) => family),
    marks.map(({ subject }) => subject),
    marks.map(({ batch }) => batch),
  ].map((values) => [...new Set(values)]);
  const deleted = await sql`
    delete from recovery.mark
    where bucket between ${first} and ${last} and family = any(${families}::text[])
      and subject = any(${subjects}::text[]) and batch = any(${batches}::uuid[])`.execute(work);
  if (deleted.numAffectedRows !== BigInt(marks.length)) throw new StaleWorkError('marks');
}

/** The streams of marks, each once. */
export function streamsOf(marks: readonly Mark[]): readonly Omit<Mark, 'batch'>[] {
  return [...new Map(marks.map(({ bucket, family, subject }) => [subject, { bucket, family, subject }])).values()];
}

/** When the oldest and the newest of marks were committed, in milliseconds since 1970; now: none of them tells. */
export function committedBetween(marks: readonly Mark[]): { readonly sinceMs: number; readonly untilMs: number } {
  const nowMs = Date.now();
  let [sinceMs, untilMs] = [nowMs, -Infinity];
  for (const { batch } of marks) {
    const atMs = batchMs(batch) ?? nowMs;
    sinceMs = Math.min(sinceMs, atMs);
    untilMs = Math.max(untilMs, atMs);
  }
  return { sinceMs, untilMs };
}
