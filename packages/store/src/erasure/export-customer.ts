import { formatTimeUs } from '@finest-hour/events';
import { sql } from 'kysely';
import type { Asking } from '../audit/chain.ts';
import { recordAuditAlone } from '../audit/record.ts';
import type { Database, Work } from '../database.ts';
import { readPersonIds } from '../recovery/person-ids.ts';
import { readRejectedTraces, type RejectedTrace } from './rewrite-rejected.ts';
import { digestOf, readTombstones } from './tombstones.ts';
import { isOpening, isOwn, readTraces, readWholeStreams, type Trace } from './traces.ts';

/** Everything that is held of a person. Times are RFC 3339. */
export interface CustomerExport {
  readonly ids: readonly string[];
  /** As CloudEvents: of their own streams, and of their cases. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** What their cases came to. */
  readonly facts: readonly unknown[];
  /** What was said of their several ids. */
  readonly links: readonly unknown[];
  readonly rejectedEvents: readonly Readonly<Record<string, unknown>>[];
}

function cloudEvent({ event, row }: Trace): Readonly<Record<string, unknown>> {
  const { id, source, type, subject, timeUs, sequence, data, extensions } = event;
  return {
    ...extensions,
    ...{ specversion: '1.0', id, source, type, subject, time: formatTimeUs(timeUs) },
    ...(sequence !== null && { sequence }),
    receivedtime: formatTimeUs(row.receivedUs),
    data,
  };
}

/** A payload that was one event is the person's; one that could not be read, or was a whole request, may tell of others. */
function eventIn(payload: string): unknown {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function refused({ id, received_us, payload, problem }: RejectedTrace): Readonly<Record<string, unknown>> {
  const event = eventIn(payload);
  const detail = event === null ? {} : { detail: problem.detail };
  return { id, receivedAt: formatTimeUs(received_us), reason: problem.type, ...detail, event };
}

function compareTime(a: Trace, b: Trace): number {
  const keyOf = ({ subject, source, id }: Trace['event']) => JSON.stringify([subject, source, id]);
  return a.event.timeUs - b.event.timeUs || (keyOf(a.event) < keyOf(b.event) ? -1 : 1);
}

async function readExport(work: Work, customer: string): Promise<CustomerExport> {
  const { ids, group } = await readPersonIds(work, customer);
  const theirs = new Set(ids);
  const traces = await readTraces(work, ids);
  const own = traces.filter((trace) => isOwn(trace, theirs));
  const opened = traces.filter((trace) => isOpening(trace, theirs));
  const cases = await readWholeStreams(work, [...new Map(opened.map(({ row }) => [row.subject, row])).values()]);
  const facts = await sql<{ fact: unknown }>`
    select to_json(f) as fact from recovery.case_fact f
    where f.customer = any(${[...group]}::text[])
      and f.case_id = any(${opened.map(({ row }) => row.subject)}::text[])`.execute(work);
  const links = await sql<{ customer: string; other: string; said: unknown }>`
    select customer, other, said from recovery.link where customer = any(${[...ids]}::text[]) and other = any(${[...ids]}::text[])`.execute(
    work,
  );
  return {
    ids,
    events: [...own, ...cases].sort(compareTime).map(cloudEvent),
    facts: facts.rows.map(({ fact }) => fact),
    links: links.rows,
    rejectedEvents: (await readRejectedTraces(work, ids)).map(refused),
  };
}

/** What is held of a person, all their linked ids together, and of nobody else; written down as asked for. null: nothing. */
export async function exportCustomer(
  db: Database,
  customer: string,
  { actor, nowUs }: Asking,
): Promise<CustomerExport | null> {
  const held = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((work) => readExport(work, customer));
  if (held.events.length + held.rejectedEvents.length === 0) return null;
  const { key } = await readTombstones(db);
  const tombstones = held.ids.map((id) => digestOf(key, 'customer', id).toString('hex'));
  const detail = { tombstones, events: held.events.length, rejected: held.rejectedEvents.length };
  await recordAuditAlone(db, { atUs: nowUs, actor, action: 'customer exported', detail });
  return held;
}
