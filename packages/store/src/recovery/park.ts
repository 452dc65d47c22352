import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Work } from '../database.ts';
import type { Stream } from '../log/read.ts';

/** A stream that can't be folded, and why. It waits apart, and holds nobody up. */
export interface Parked {
  readonly stream: Stream;
  readonly error: string;
}

const STREAM_COLUMNS = [
  { name: 'bucket', type: 'smallint', of: (stream: Stream) => stream.bucket },
  { name: 'family', type: 'text', of: (stream: Stream) => stream.family },
  { name: 'subject', type: 'text', of: (stream: Stream) => stream.subject },
];

/** Notes which of the streams could not be folded, and takes the note away from those that could. */
export async function notePark(
  work: Work,
  streams: readonly Stream[],
  parked: readonly Parked[],
  nowUs: number,
): Promise<void> {
  if (streams.length === 0) return;
  await sql`
    delete from recovery.parked p using ${unnest(streams, STREAM_COLUMNS)}
    where p.bucket = rows.bucket and p.family = rows.family and p.subject = rows.subject`.execute(work);
  if (parked.length === 0) return;
  await sql`
    insert into recovery.parked (bucket, family, subject, error, parked_us)
    select bucket, family, subject, error, ${nowUs}::bigint from ${unnest(parked, [
      { name: 'bucket', type: 'smallint', of: ({ stream }) => stream.bucket },
      { name: 'family', type: 'text', of: ({ stream }) => stream.family },
      { name: 'subject', type: 'text', of: ({ stream }) => stream.subject },
      { name: 'error', type: 'text', of: ({ error }) => error },
    ])}`.execute(work);
}
