import { sql, type Kysely } from 'kysely';
import { ROLE_NAMES } from '../roles.ts';

const { ingest, admin, eraser } = ROLE_NAMES;

/** Persons are erased, and do not come back; who did so, and what else was done by hand, is written down. */
const TABLES = `
  -- HMAC-SHA256 of what was erased. Few, read whole by whoever stores events: a reference table.
  create table log.tombstone (
    digest bytea primary key,
    erased_us bigint not null
  );
  -- One row.
  create table log.erasure (
    one boolean primary key default true check (one),
    -- Grows with every change of the tombstones.
    version bigint not null default 0,
    -- Of the digests, unless ERASURE_KEY is set. 244 random bits.
    key bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
    -- Made with the key that the digests are made with; null: there are none yet.
    key_check bytea
  );
  insert into log.erasure default values;

  create table access.audit (
    seq bigint primary key,
    at_us bigint not null,
    actor text not null,
    action text collate "C" not null,
    detail json not null,
    -- Of the record before; of the first one: nothing.
    previous bytea not null,
    hash bytea not null
  );
`;

const PROCEDURE = `
  -- The first statement of whoever stores events: as long as they do, nobody writes tombstones, and the ones they know
  -- are all there are. Two statements, so that the second sees what was committed while the first waited.
  create procedure log.assert_tombstones(known bigint) language plpgsql as $$
  begin
    perform pg_advisory_xact_lock_shared(4202);
    if (select version from log.erasure) <> known then
      raise exception 'there are newer tombstones than version %', known using errcode = 'FH001';
    end if;
  end $$;
`;

const GRANTS = `
  grant select, insert on log.tombstone to ${ingest};
  grant select on log.erasure to ${ingest};
  grant update (version, key_check) on log.erasure to ${ingest};

  grant usage on schema log, recovery, access to ${eraser};
  grant select, insert, delete on log.event to ${eraser};
  grant update (data, extensions, content_hash) on log.event to ${eraser};
  grant select on log.rejected_event to ${eraser};
  grant update (source, event_id, payload, corrected, problem, truncated) on log.rejected_event to ${eraser};
  grant select, insert on log.tombstone to ${eraser};
  grant select on log.erasure to ${eraser};
  grant update (version, key_check) on log.erasure to ${eraser};
  grant select, insert, delete on recovery.mark to ${eraser};
  grant select, delete on recovery.case_summary, recovery.case_fact, recovery.customer_fact, recovery.link,
    recovery.link_root, recovery.parked to ${eraser};
  grant select on recovery.case_head, recovery.hop to ${eraser};
  grant update (customer) on recovery.case_head to ${eraser};
  grant update (by_id) on recovery.hop to ${eraser};
  grant select, insert on access.audit to ${eraser}, ${admin};
  grant select on access.migration to ${eraser};
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `do $$ begin create role ${eraser} nologin; exception when duplicate_object or unique_violation then null; end $$;`,
    )
    .execute(db);
  for (const part of [TABLES, PROCEDURE, GRANTS]) await sql.raw(part).execute(db);
}
