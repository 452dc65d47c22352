import type { Family, LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';

export interface Stream {
  readonly bucket: number;
  readonly family: Family;
  readonly subject: string;
}

export interface EventRow {
  readonly family: Family;
  readonly subject: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly time_us: number;
  readonly sequence: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, string>> | null;
}

export const EVENT_COLUMNS = sql.raw(
  'e.family, e.subject, e.source, e.id, e.type, e.time_us, e.sequence, e.data, e.extensions',
);

/** A stream longer than this is parked: folding it would hold up all others. */
export const MAX_STREAM_EVENTS = 100_000;

export function eventOf(row: EventRow): LoggedEvent {
  const { family, subject, source, id, type, sequence, data } = row;
  return { family, subject, source, id, type, timeUs: row.time_us, sequence, data, extensions: row.extensions ?? {} };
}

/** Events of streams, by subject; of a stream that is too long, one more than may be folded. */
export async function readStreams(
  db: Database | Work,
  streams: readonly Stream[],
  maxEvents: number = MAX_STREAM_EVENTS,
): Promise<ReadonlyMap<string, readonly LoggedEvent[]>> {
  const { rows } = await sql<EventRow>`
    select ${EVENT_COLUMNS}
    from ${unnest(streams, [
      { name: 'bucket', type: 'smallint', of: (stream) => stream.bucket },
      { name: 'family', type: 'text', of: (stream) => stream.family },
      { name: 'subject', type: 'text', of: (stream) => stream.subject },
    ])}
    cross join lateral (
      select * from log.event e
      where e.bucket = rows.bucket and e.family = rows.family and e.subject = rows.subject
      limit ${maxEvents + 1}
    ) e`.execute(db);
  return Map.groupBy(rows.map(eventOf), ({ subject }) => subject);
}
