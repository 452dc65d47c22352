import { sql } from 'kysely';
import type { BucketSpan } from '../bucket.ts';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { EVENT_COLUMNS, eventOf, type EventRow, type Stream } from '../log/read.ts';
import { rowOf, type LogRow } from '../log/row.ts';
import { withoutPersonal } from '@finest-hour/events';

/**
 * Streams whose last event happened before a moment and of which something is left as it came, in the order of their keys.
 * Readings tell of nobody.
 */
export async function readSilentStreams(
  db: Database,
  { first, last }: BucketSpan,
  beforeUs: number,
  limit: number,
): Promise<readonly Stream[]> {
  const { rows } = await sql<Stream>`
    select bucket, family, subject from log.event
    where bucket >= ${first} and bucket <= ${last} and family <> 'reading'
    group by bucket, family, subject
    having max(time_us) < ${beforeUs}::bigint and bool_or(redacted_us is null)
    order by bucket, family, subject limit ${limit}`.execute(db);
  return rows;
}

interface Row extends EventRow {
  readonly received_us: number;
}

/**
 * Events of streams that are as they came, at most `limit`, and are silent still, as they are to be: without what may tell of persons.
 */
export async function readRedacted(
  work: Work,
  streams: readonly Stream[],
  beforeUs: number,
  limit: number,
): Promise<readonly LogRow[]> {
  const { rows } = await sql<Row>`
    select ${EVENT_COLUMNS}, e.received_us
    from log.event e join ${unnest(streams, [
      { name: 'bucket', type: 'smallint', of: (stream) => stream.bucket },
      { name: 'family', type: 'text', of: (stream) => stream.family },
      { name: 'subject', type: 'text', of: (stream) => stream.subject },
    ])} using (bucket, family, subject)
    where e.redacted_us is null and not exists (
      select from log.event late
      where late.bucket = e.bucket and late.family = e.family and late.subject = e.subject
        and late.time_us >= ${beforeUs}::bigint
    )
    order by e.bucket, e.family, e.subject, e.source, e.id limit ${limit}`.execute(work);
  return rows.map((row) => rowOf(withoutPersonal(eventOf(row)), row.received_us));
}
