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

/** An event as the statement below writes it: without what it shares with its stream. */
type StreamEvent = readonly [
  source: string,
  id: string,
  type: string,
  timeUs: number,
  sequence: string | null,
  data: LoggedEvent['data'],
  extensions: LoggedEvent['extensions'] | null,
];

/**
 * Events of streams, by subject; of a stream that is too long, one more than may be folded.
 * A stream comes as one JSON text: reading it costs the worker half of what rows and columns do.
 */
export async function readStreams(
  db: Database | Work,
  streams: readonly Stream[],
  maxEvents: number = MAX_STREAM_EVENTS,
): Promise<ReadonlyMap<string, readonly LoggedEvent[]>> {
  const { rows } = await sql<{ family: Family; subject: string; events: readonly StreamEvent[] | null }>`
    select rows.family, rows.subject, stream.events
    from ${unnest(streams, [
      { name: 'bucket', type: 'smallint', of: (stream) => stream.bucket },
      { name: 'family', type: 'text', of: (stream) => stream.family },
      { name: 'subject', type: 'text', of: (stream) => stream.subject },
    ])}
    cross join lateral (
      select json_agg(json_build_array(source, id, type, time_us, sequence, data, extensions)) as events from (
        select * from log.event e
        where e.bucket = rows.bucket and e.family = rows.family and e.subject = rows.subject
        limit ${maxEvents + 1}
      ) e
    ) stream
    where stream.events is not null`.execute(db);
  return new Map(
    rows.map(({ family, subject, events }) => [
      subject,
      (events ?? []).map(([source, id, type, timeUs, sequence, data, extensions]) => {
        return { family, subject, source, id, type, timeUs, sequence, data, extensions: extensions ?? {} };
      }),
    ]),
  );
}
