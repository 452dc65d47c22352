import type { Family, LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { unnest, type BulkColumn } from '../bulk.ts';
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

const STREAM_COLUMNS: readonly BulkColumn<Stream>[] = [
  { name: 'bucket', type: 'smallint', of: (stream) => stream.bucket },
  { name: 'family', type: 'text', of: (stream) => stream.family },
  { name: 'subject', type: 'text', of: (stream) => stream.subject },
];

/**
 * Most streams are short, and read as one row each: the driver takes several times longer over as many rows of one
 * event. Longer ones are read event by event, so that no value grows with a stream.
 */
const MAX_PACKED_EVENTS = 200;

interface PackedRow {
  readonly family: Family;
  readonly subject: string;
  readonly long: boolean;
  readonly sources: readonly string[];
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly times_us: readonly number[];
  /** null: no event has one. */
  readonly sequences: readonly EventRow['sequence'][] | null;
  readonly datas: readonly EventRow['data'][];
  /** null: no event has any. */
  readonly extensions: readonly EventRow['extensions'][] | null;
}

/** A number of JSON is exact up to 2^53; anything larger is a fault, not a rounding. */
function exact(us: number | undefined): number {
  if (!Number.isSafeInteger(us)) throw new RangeError(`time out of range: ${us}`);
  return us as number;
}

function unpack(row: PackedRow): readonly LoggedEvent[] {
  const { family, subject, sources, types, times_us, sequences, datas, extensions } = row;
  return row.ids.map((id, i) => ({
    family,
    subject,
    source: sources[i] as string,
    id,
    type: types[i] as string,
    timeUs: exact(times_us[i]),
    sequence: sequences?.[i] ?? null,
    data: datas[i] as EventRow['data'],
    extensions: extensions?.[i] ?? {},
  }));
}

async function readPacked(db: Database | Work, streams: readonly Stream[]): Promise<readonly PackedRow[]> {
  const { rows } = await sql<PackedRow>`
    select rows.family, rows.subject, packed.*
    from ${unnest(streams, STREAM_COLUMNS)}
    cross join lateral (
      select
        count(*) > ${MAX_PACKED_EVENTS} as long,
        array_to_json(array_agg(e.source)) as sources,
        array_to_json(array_agg(e.id)) as ids,
        array_to_json(array_agg(e.type)) as types,
        array_to_json(array_agg(e.time_us)) as times_us,
        case when count(e.sequence) > 0 then array_to_json(array_agg(e.sequence)) end as sequences,
        array_to_json(array_agg(e.data)) as datas,
        case when count(e.extensions) > 0 then array_to_json(array_agg(e.extensions)) end as extensions
      from (
        select * from log.event e
        where e.bucket = rows.bucket and e.family = rows.family and e.subject = rows.subject
        limit ${MAX_PACKED_EVENTS + 1}
      ) e
      having count(*) > 0
    ) packed`.execute(db);
  return rows;
}

/** Events of streams, one by one; of a stream that is too long, one more than may be folded. */
async function readLong(db: Database | Work, streams: readonly Stream[]): Promise<readonly EventRow[]> {
  const { rows } = await sql<EventRow>`
    select ${EVENT_COLUMNS}
    from ${unnest(streams, STREAM_COLUMNS)}
    cross join lateral (
      select * from log.event e
      where e.bucket = rows.bucket and e.family = rows.family and e.subject = rows.subject
      limit ${MAX_STREAM_EVENTS + 1}
    ) e`.execute(db);
  return rows;
}

/** Events of streams, by subject; of a stream that is too long, one more than may be folded. */
export async function readStreams(
  db: Database | Work,
  streams: readonly Stream[],
): Promise<ReadonlyMap<string, readonly LoggedEvent[]>> {
  const packed = await readPacked(db, streams);
  const events = new Map(packed.map((row) => [row.subject, unpack(row)]));
  const isLong = new Set(packed.filter(({ long }) => long).map(({ subject }) => subject));
  if (isLong.size === 0) return events;
  const rows = await readLong(
    db,
    streams.filter(({ subject }) => isLong.has(subject)),
  );
  return new Map([...events, ...Map.groupBy(rows.map(eventOf), ({ subject }) => subject)]);
}
