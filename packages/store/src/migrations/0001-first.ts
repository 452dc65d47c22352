import { sql, type Kysely } from 'kysely';
import { ROLE_NAMES } from '../roles.ts';

const LOG = `
  create schema log;
  create table log.event (
    bucket smallint not null,
    family text collate "C" not null,
    subject text collate "C" not null,
    source text collate "C" not null,
    id text collate "C" not null,
    type text collate "C" not null,
    time_us bigint not null,
    received_us bigint not null,
    sequence text collate "C",
    content_hash bytea not null,
    data json not null,
    extensions json,
    primary key (bucket, family, subject, source, id)
  );
  -- The readings count openings by day; nothing else is looked up by time.
  create index event_opened on log.event (time_us) where type = 'case.opened';
  create table log.rejected_event (
    id uuid primary key,
    received_us bigint not null,
    key_id uuid not null,
    source text collate "C",
    event_id text collate "C",
    payload text not null,
    problem json not null
  );
`;

const RECOVERY = `
  create schema recovery;
  create table recovery.mark (
    bucket smallint not null,
    family text collate "C" not null,
    subject text collate "C" not null,
    batch uuid not null,
    primary key (bucket, family, subject, batch)
  );
  create table recovery.case_head (
    bucket smallint not null,
    case_id text collate "C" not null,
    customer text collate "C",
    primary key (bucket, case_id)
  );
  create index case_head_without_opening on recovery.case_head (bucket) where customer is null;
  create table recovery.hop (
    bucket smallint not null,
    case_id text collate "C" not null,
    seq integer not null,
    agent text collate "C",
    team text collate "C",
    bot boolean not null,
    start_us bigint not null,
    end_us bigint,
    wait_us bigint not null,
    agent_move smallint not null,
    team_move smallint not null,
    owned_us bigint,
    by_kind text collate "C",
    by_id text collate "C",
    reason text collate "C",
    primary key (bucket, case_id, seq)
  );
  create table recovery.case_summary (
    bucket smallint not null,
    customer text collate "C" not null,
    case_id text collate "C" not null,
    summary json not null,
    primary key (bucket, customer, case_id)
  );
  create table recovery.case_fact (
    bucket smallint not null,
    customer text collate "C" not null,
    case_id text collate "C" not null,
    opened_us bigint not null,
    channel text collate "C" not null,
    cause text collate "C",
    product text collate "C",
    severity text collate "C",
    region text collate "C",
    fault text collate "C",
    team text collate "C",
    resolving_team text collate "C",
    verdict smallint not null,
    flags smallint not null,
    agent_hand_offs smallint not null,
    team_hand_offs smallint not null,
    agent_returns smallint not null,
    team_returns smallint not null,
    escalations_from_bot smallint not null,
    unheld_us bigint not null,
    resolved_us bigint,
    owned_us bigint,
    previous_us bigint,
    shared_customer boolean not null,
    state smallint not null,
    holder_agent text collate "C",
    holder_team text collate "C",
    teams text[] collate "C" not null,
    last_event_us bigint not null,
    url text,
    book smallint not null,
    primary key (bucket, customer, case_id)
  );
  create index case_fact_opened on recovery.case_fact (opened_us, case_id);
  create table recovery.parked (
    bucket smallint not null,
    family text collate "C" not null,
    subject text collate "C" not null,
    error text not null,
    parked_us bigint not null,
    primary key (bucket, family, subject)
  );
  create table recovery.lease (
    range smallint primary key,
    holder uuid,
    expires timestamptz not null default '-infinity'
  );
  insert into recovery.lease (range) select generate_series(0, 15);
  create table recovery.worker (
    id uuid primary key,
    seen timestamptz not null
  );
`;

const ACCESS = `
  create schema if not exists access;
  create table access.setting (
    name text collate "C" primary key,
    value json not null
  );
  create table access.api_key (
    id uuid primary key,
    name text not null,
    prefix text collate "C" not null,
    secret_hash bytea not null unique,
    scopes text[] not null,
    created timestamptz not null default now(),
    revoked timestamptz
  );
`;

const VANITY = `
  create schema vanity;
  create table vanity.mark (
    day date not null,
    batch uuid not null,
    primary key (day, batch)
  );
  create table vanity.reading (
    day date not null,
    name text collate "C" not null,
    value bigint not null,
    primary key (day, name)
  );
`;

const { ingest, worker, reader, vanity, admin } = ROLE_NAMES;

/** What each role may do; everything else is refused. */
const GRANTS = `
  grant usage on schema log, recovery, vanity, access to ${ingest};
  grant select, insert on log.event to ${ingest};
  grant insert on log.rejected_event to ${ingest};
  grant select, insert on recovery.mark to ${ingest};
  grant insert on vanity.mark to ${ingest};
  grant select (id, name, secret_hash, scopes, revoked) on access.api_key to ${ingest};
  grant select on access.migration to ${ingest};

  grant usage on schema log, recovery, access to ${worker};
  grant select on log.event, access.setting, access.migration to ${worker};
  grant select, insert, update, delete on all tables in schema recovery to ${worker};

  grant usage on schema log, recovery, access to ${reader};
  grant select on log.event, access.setting, access.migration to ${reader};
  grant select (id, name, secret_hash, scopes, revoked) on access.api_key to ${reader};
  grant select on recovery.mark, recovery.case_head, recovery.hop, recovery.case_fact, recovery.parked to ${reader};

  grant usage on schema log, vanity, access to ${vanity};
  grant select (bucket, subject, type, time_us) on log.event to ${vanity};
  grant select, insert, update, delete on all tables in schema vanity to ${vanity};
  grant select (id, name, secret_hash, scopes, revoked) on access.api_key to ${vanity};
  grant select on access.migration to ${vanity};

  grant usage on schema log, recovery, access to ${admin};
  grant select on log.event, log.rejected_event, access.migration to ${admin};
  grant select on all tables in schema recovery to ${admin};
  grant insert on recovery.mark to ${admin};
  grant select, insert, update, delete on access.setting, access.api_key to ${admin};
`;

/** Roles belong to the server, so another database's migration may have made them, even at this moment. */
function createRole(name: string): string {
  return `do $$ begin create role ${name} nologin; exception when duplicate_object or unique_violation then null; end $$;`;
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of Object.values(ROLE_NAMES)) await sql.raw(createRole(name)).execute(db);
  for (const part of [LOG, RECOVERY, ACCESS, VANITY, GRANTS]) await sql.raw(part).execute(db);
}
