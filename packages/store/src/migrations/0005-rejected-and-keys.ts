import { sql, type Kysely } from 'kysely';
import { ROLE_NAMES } from '../roles.ts';

const { ingest, worker, reader, vanity } = ROLE_NAMES;

/** Refused events are listed, corrected, replayed and discarded; keys expire, follow one another and keep to a source. */
const UP = `
  alter table log.rejected_event
    -- What it was last replayed as, and refused again; the reason is this one's.
    add corrected text,
    -- The payload is only the beginning of what came.
    add truncated boolean not null default false,
    -- Since when it is in the log after all.
    add replayed_us bigint,
    -- By itself, since details quote what was sent, and not everybody who counts may read that.
    add reason text collate "C" not null generated always as (problem ->> 'type') stored;
  create index rejected_event_received on log.rejected_event (received_us, id);
  create index rejected_event_key on log.rejected_event (key_id, received_us, id);

  alter table access.api_key
    add expires timestamptz,
    -- The only source that it may speak for; null: any.
    add source text collate "C",
    -- The first of the keys that this one follows; null: it is the first.
    add origin uuid,
    add last_used timestamptz;
  create index api_key_prefix on access.api_key (prefix);

  grant select, delete on log.rejected_event to ${ingest};
  grant update (source, event_id, problem, corrected, replayed_us) on log.rejected_event to ${ingest};
  grant select (id, received_us), delete on log.rejected_event to ${worker};
  grant select (received_us, reason, replayed_us) on log.rejected_event to ${reader};
  grant select (prefix, expires, source, origin, last_used) on access.api_key to ${ingest}, ${reader}, ${vanity};
  grant update (last_used) on access.api_key to ${ingest}, ${reader};
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
