import { EVENT_TYPES, type Family, type LoggedEvent } from '@finest-hour/events';
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

/** A stream's events, each column in one text: neither side has to quote what it hands over. */
interface PackedRow {
  readonly family: Family;
  readonly subject: string;
  readonly events: number;
  /** Lines. */
  readonly sources: string;
  readonly ids: string;
  readonly types: string;
  /** Values of JSON, with commas between. */
  readonly times_us: string;
  readonly datas: string;
  /** null: no event has one. */
  readonly sequences: readonly EventRow['sequence'][] | null;
  /** null: no event has any. */
  readonly extensions: readonly EventRow['extensions'][] | null;
}

/** A number of JSON is exact up to 2^53; anything larger is a fault, not a rounding. */
function exact(us: number | undefined): number {
  if (!Number.isSafeInteger(us)) throw new RangeError(`time out of range: ${us}`);
  return us as number;
}

/** Types by themselves. Folds compare each many times, which is fastest where all texts of a type are one and the same. */
const TYPES: ReadonlyMap<string, string> = new Map(EVENT_TYPES.map(({ type }) => [type, type]));

const NO_EXTENSIONS: LoggedEvent['extensions'] = Object.freeze({});

/** null: to be read event by event, as it is long, or an id or a source has a line break of its own. */
function unpack(row: PackedRow): readonly LoggedEvent[] | null {
  const { family, subject, events, sequences, extensions } = row;
  if (events > MAX_PACKED_EVENTS) return null;
  const [sources, ids, types] = [row.sources.split('\n'), row.ids.split('\n'), row.types.split('\n')];
  if (sources.length !== events || ids.length !== events || types.length !== events) return null;
  const times = JSON.parse(`[${row.times_us}]`) as readonly number[];
  const datas = JSON.parse(`[${row.datas}]`) as readonly EventRow['data'][];
  return ids.map((id, i) => ({
    family,
    subject,
    source: sources[i] as string,
    id,
    type: TYPES.get(types[i] as string) ?? (types[i] as string),
    timeUs: exact(times[i]),
    sequence: sequences?.[i] ?? null,
    data: datas[i] as EventRow['data'],
    extensions: extensions?.[i] ?? NO_EXTENSIONS,
  }));
}

async function readPacked(db: Database | Work, streams: readonly Stream[]): Promise<readonly PackedRow[]> {
  const { rows } = await sql<PackedRow>`
    select rows.family, rows.subject, packed.*
    from ${unnest(streams, STREAM_COLUMNS)}
    cross join lateral (
      select
        count(*)::integer as events,
        string_agg(e.source, E'\n') as sources,
        string_agg(e.id, E'\n') as ids,
        string_agg(e.type, E'\n') as types,
        string_agg(e.time_us::text, ',') as times_us,
        string_agg(e.data::text, ',') as datas,
        case when count(e.sequence) > 0 then array_to_json(array_agg(e.sequence)) end as sequences,
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
  const events = new Map<string, readonly LoggedEvent[]>();
  const unread = new Set<string>();
  for (const row of await readPacked(db, streams)) {
    const unpacked = unpack(row);
    if (unpacked === null) unread.add(row.subject);
    else events.set(row.subject, unpacked);
  }
  if (unread.size === 0) return events;
  const rows = await readLong(
    db,
    streams.filter(({ subject }) => unread.has(subject)),
  );
  return new Map([...events, ...Map.groupBy(rows.map(eventOf), ({ subject }) => subject)]);
}
