import { MAX_EVENT_BYTES } from '@finest-hour/events';
import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { retryable } from '../retry.ts';
import { tellsOfErased, withoutPayload } from '../erasure/refusal.ts';
import { assertTombstones, withTombstones } from '../erasure/tombstones.ts';
import { countRefusals, type CountedRefusal } from './rejected-repeats.ts';

/** Why an event was refused: an `EventProblem`, or the problem of a whole request that held no event. */
export interface RejectedProblem {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly pointer: string | null;
}

/** An event that was refused, as it came, with the reason. */
export interface RejectedEvent {
  readonly payload: string;
  /** The payload is only the beginning of what came. */
  readonly truncated?: boolean;
  readonly source: string | null;
  readonly id: string | null;
  readonly problem: RejectedProblem;
  readonly keyId: string;
  readonly receivedUs: number;
}

/** PostgreSQL's text can't hold U+0000; it is shown as its escape, so that the payload can still be read. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\\u0000').toWellFormed();
}

/** As JSON. Its words are made storable one by one: in JSON that is written already, an escape is hard to tell from its text. */
export function storableProblem(problem: RejectedProblem): string {
  return JSON.stringify(problem, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

/** Of a payload that no event may be as large as, the beginning is kept: enough to see what it was. */
function bounded(event: RejectedEvent): RejectedEvent {
  const payload = storable(event.payload);
  const whole = payload.length * 3 <= MAX_EVENT_BYTES || Buffer.byteLength(payload) <= MAX_EVENT_BYTES;
  if (whole) return { ...event, payload };
  const beginning = Buffer.from(payload.slice(0, MAX_EVENT_BYTES)).subarray(0, MAX_EVENT_BYTES);
  // As if more were to come, so that a character which is cut in two is left out.
  return { ...event, payload: new TextDecoder().decode(beginning, { stream: true }), truncated: true };
}

/** What was kept before is counted up, and stays what it is: waiting, with its last correction, or replayed. */
async function insert(work: Work, refusals: readonly CountedRefusal[]): Promise<void> {
  await sql`
    insert into log.rejected_event as r
      (id, received_us, key_id, source, event_id, payload, problem, truncated, times, first_us)
    select * from ${unnest(refusals, [
      { name: 'id', type: 'uuid', of: ({ id }) => id },
      { name: 'received_us', type: 'bigint', of: ({ event }) => event.receivedUs },
      { name: 'key_id', type: 'uuid', of: ({ event }) => event.keyId },
      { name: 'source', type: 'text', of: ({ event }) => (event.source === null ? null : storable(event.source)) },
      { name: 'event_id', type: 'text', of: ({ event }) => (event.id === null ? null : storable(event.id)) },
      { name: 'payload', type: 'text', of: ({ event }) => event.payload },
      { name: 'problem', type: 'json', of: ({ event }) => storableProblem(event.problem) },
      { name: 'truncated', type: 'boolean', of: ({ event }) => event.truncated ?? false },
      { name: 'times', type: 'bigint', of: ({ times }) => times },
      { name: 'first_us', type: 'bigint', of: ({ firstUs }) => firstUs },
    ])}
    on conflict (id) do update set
      times = r.times + excluded.times, first_us = least(coalesce(r.first_us, r.received_us), excluded.first_us),
      received_us = greatest(r.received_us, excluded.received_us)`.execute(work);
}

/**
 * Keeps refused events until they are corrected and replayed, discarded, or too old. Of each payload the first 64 KiB; of
 * what tells of an erased person nothing but that it came. What comes again, by the same key and refused for the same
 * reason, is counted.
 */
export async function keepRejectedEvents(db: Database, rejected: readonly RejectedEvent[]): Promise<void> {
  if (rejected.length === 0) return;
  await retryable(() =>
    withTombstones(db, (tombstones) =>
      db.transaction().execute(async (work) => {
        await sql.raw(assertTombstones(tombstones)).execute(work);
        const kept = rejected.map((event) => {
          const erased = event.problem.type === 'erased' || tellsOfErased([event.payload], tombstones);
          return bounded(erased ? withoutPayload(event) : event);
        });
        await insert(work, countRefusals(kept, tombstones.key));
      }),
    ),
  );
}
