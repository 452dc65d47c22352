import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Database } from '../database.ts';

/** An event that was refused, as it came, with the reason. */
export interface RejectedEvent {
  readonly payload: string;
  readonly source: string | null;
  readonly id: string | null;
  readonly problem: {
    readonly type: string;
    readonly title: string;
    readonly detail: string;
    readonly pointer: string | null;
  };
  readonly keyId: string;
  readonly receivedUs: number;
}

/** PostgreSQL's text can't hold U+0000; it is shown as its escape, so that the payload can still be read. */
function storable(text: string): string {
  return text.replaceAll('\0', '\\u0000').toWellFormed();
}

/** Keeps refused events until they are corrected, replayed or discarded. */
export async function keepRejectedEvents(db: Database, rejected: readonly RejectedEvent[]): Promise<void> {
  if (rejected.length === 0) return;
  await sql`
    insert into log.rejected_event (id, received_us, key_id, source, event_id, payload, problem)
    select * from ${unnest(rejected, [
      { name: 'id', type: 'uuid', of: () => randomUUID() },
      { name: 'received_us', type: 'bigint', of: (event) => event.receivedUs },
      { name: 'key_id', type: 'uuid', of: (event) => event.keyId },
      { name: 'source', type: 'text', of: (event) => (event.source === null ? null : storable(event.source)) },
      { name: 'event_id', type: 'text', of: (event) => (event.id === null ? null : storable(event.id)) },
      { name: 'payload', type: 'text', of: (event) => storable(event.payload) },
      {
        name: 'problem',
        type: 'json',
        of: (event) => storable(JSON.stringify(event.problem)).replaceAll('\\u0000', '\\\\u0000'),
      },
    ])}`.execute(db);
}
