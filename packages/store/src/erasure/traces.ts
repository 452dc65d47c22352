import type { LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { BUCKETS } from '../bucket.ts';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { EVENT_COLUMNS, eventOf, type EventRow, type Stream } from '../log/read.ts';
import { rowOf, type LogRow } from '../log/row.ts';

/** An event in the log: as it is read, and its row. */
export interface Trace {
  readonly event: LoggedEvent;
  readonly row: LogRow;
}

interface Row extends EventRow {
  readonly received_us: number;
}

/** Whether an event is of a stream of one of these customers: their own, or one of a type that the contract does not know. */
export function isOwn({ event: { family, subject } }: Trace, ids: ReadonlySet<string>): boolean {
  return (family === 'customer' || family === 'other') && ids.has(subject);
}

/** Whether an event says that a case is one of these customers'. */
export function isOpening({ event: { type, data } }: Trace, ids: ReadonlySet<string>): boolean {
  return type === 'case.opened' && ids.has(String(data['customer']));
}

/** Buckets that are searched at a time, so that no statement takes long. */
const AT_A_TIME = 64;

function traceOf(row: Row): Trace {
  const event = eventOf(row);
  return { event, row: rowOf(event, row.received_us) };
}

/** The ids as they stand in JSON: what does not hold one of these need not be parsed. */
function quoted(ids: readonly string[]): readonly string[] {
  return ids.map((id) => JSON.stringify(id));
}

function whereNamed(ids: readonly string[]) {
  return sql`(
    (e.family in ('customer', 'other') and e.subject = any(${[...ids]}::text[]))
    or (exists (select from unnest(${[...quoted(ids)]}::text[]) id where strpos(e.data::text, id) > 0)
        and ((e.family in ('case', 'other') and e.data ->> 'customer' = any(${[...ids]}::text[]))
             or (e.family = 'customer' and e.data ->> 'to' = any(${[...ids]}::text[]))
             or (e.data -> 'by' ->> 'kind' = 'customer' and e.data -> 'by' ->> 'id' = any(${[...ids]}::text[])))))`;
}

/**
 * Every event that names one of these customers, where the contract has customers. It reads the whole log: who erases has to
 * find everything, also what is not folded yet, or never will be, and does so rarely.
 */
export async function readTraces(work: Work, ids: readonly string[]): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  for (let first = 0; first < BUCKETS; first += AT_A_TIME) {
    const { rows } = await sql<Row>`
      select ${EVENT_COLUMNS}, e.received_us from log.event e
      where e.bucket >= ${first} and e.bucket < ${first + AT_A_TIME} and ${whereNamed(ids)}`.execute(work);
    traces.push(...rows.map(traceOf));
  }
  return traces;
}

/** Whether any event names one of these customers. */
export async function areNamed(db: Database | Work, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select from log.event e where ${whereNamed(ids)} limit 1`.execute(db);
  return rows.length > 0;
}

/** All events of streams, of any length. */
export async function readWholeStreams(work: Work, streams: readonly Stream[]): Promise<readonly Trace[]> {
  if (streams.length === 0) return [];
  const { rows } = await sql<Row>`
    select ${EVENT_COLUMNS}, e.received_us
    from log.event e join ${unnest(streams, [
      { name: 'bucket', type: 'smallint', of: (stream) => stream.bucket },
      { name: 'family', type: 'text', of: (stream) => stream.family },
      { name: 'subject', type: 'text', of: (stream) => stream.subject },
    ])} using (bucket, family, subject)`.execute(work);
  return rows.map(traceOf);
}
