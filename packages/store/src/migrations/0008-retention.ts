import { sql, type Kysely } from 'kysely';
import { ROLE_NAMES } from '../roles.ts';

const { ingest, eraser } = ROLE_NAMES;

/** Streams lose what tells of persons after a while; what is refused again and again is one row; what is done by hand is audited. */
const UP = `
  -- Since when it is without what may tell of persons, and its hash is of what is left; null: it is as it came.
  alter table log.event add redacted_us bigint;
  alter table log.rejected_event
    -- So often the same came by the same key and was refused for the same reason; received_us is when it last was.
    add times bigint not null default 1,
    -- When it came first; null: this was not written down yet, and it came once.
    add first_us bigint;

  grant update (redacted_us) on log.event to ${eraser};
  grant select on access.setting to ${eraser};
  grant update (received_us, first_us, times) on log.rejected_event to ${ingest};
  -- To write down a replay or a discard. Of the records before no more than a chain needs.
  grant select (seq, hash), insert on access.audit to ${ingest};
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
