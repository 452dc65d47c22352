import { BOOK_VERSION } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { batchId } from '../batch-id.ts';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import type { Stream } from '../log/read.ts';

/** Families whose streams are folded. */
const FOLDED: ReadonlySet<string> = new Set(['case', 'customer']);

/** The streams of these that something folds, each once. What stands side by side already costs next to nothing. */
export function streamsToMark(streams: readonly Stream[]): readonly Stream[] {
  const marked = new Map<string, Stream>();
  let last: Stream | null = null;
  for (const stream of streams) {
    const { family, subject } = stream;
    if (!FOLDED.has(family) || (subject === last?.subject && family === last.family)) continue;
    marked.set(`${family}\0${subject}`, stream);
    last = stream;
  }
  return [...marked.values()];
}

/**
 * Tells the workers that these streams have something new: one row a stream and batch, committed with what is new.
 * Marks are only ever inserted and deleted, so writers never wait for each other.
 */
export async function markStreams(work: Work, streams: readonly Stream[], batch: string): Promise<void> {
  const folded = streamsToMark(streams);
  if (folded.length === 0) return;
  await sql`
    insert into recovery.mark (bucket, family, subject, batch)
    select bucket, family, subject, ${batch}::uuid
    from ${unnest(folded, [
      { name: 'bucket', type: 'smallint', of: (stream) => stream.bucket },
      { name: 'family', type: 'text', of: (stream) => stream.family },
      { name: 'subject', type: 'text', of: (stream) => stream.subject },
    ])}`.execute(work);
}

/** Marks everything where facts were made by an older book than this version's; answers whether there were any. */
export async function markOutdated(db: Database): Promise<boolean> {
  const { rows } = await sql<{ outdated: boolean }>`
    select exists (select from recovery.case_fact where book <> ${BOOK_VERSION}) as outdated`.execute(db);
  if (rows[0]?.outdated !== true) return false;
  await markEverything(db);
  return true;
}

/** Marks every case and customer; the workers fold them anew from the log. Answers how many streams. */
export async function markEverything(db: Database | Work): Promise<number> {
  const marked = await sql`
    insert into recovery.mark (bucket, family, subject, batch)
    select bucket, family, subject, ${batchId()}::uuid
    from (select distinct bucket, family, subject from log.event where family in ('case', 'customer')) streams`.execute(
    db,
  );
  return Number(marked.numAffectedRows ?? 0n);
}

/** Marks what is parked, to be tried again: once it was mended, or a later version can fold it. Answers how many streams. */
export async function markParked(db: Database): Promise<number> {
  const marked = await sql`
    insert into recovery.mark (bucket, family, subject, batch)
    select bucket, family, subject, ${batchId()}::uuid from recovery.parked`.execute(db);
  return Number(marked.numAffectedRows ?? 0n);
}
