import { sql, type Kysely } from 'kysely';
import { ROLE_NAMES } from '../roles.ts';

const { worker, reader, admin } = ROLE_NAMES;

/** Waiting for an owner, returns, merges, customers without complaints, and what has arrived since when. */
const UP = `
  alter table recovery.case_fact
    add own_cause smallint not null default 0,
    add own_bin smallint,
    add run_around_bin smallint,
    add fixing_bin smallint,
    add return_cause smallint not null default 0,
    add return_bin smallint,
    add later_cause smallint not null default 0,
    add later_bin smallint,
    add matched boolean not null default false,
    add stray_merge boolean not null default false;
  create index case_fact_waiting on recovery.case_fact (opened_us) where own_cause = 0;
  create table recovery.customer_fact (
    bucket smallint not null,
    customer text collate "C" not null,
    values_us bigint[] not null,
    complaints_us bigint[] not null,
    left_us bigint[] not null,
    lot integer not null,
    primary key (bucket, customer)
  );
  -- The case into which this one is merged, and what of the log it hands on to it.
  alter table recovery.case_head add merged_into text collate "C", add inputs bytea;
  -- In the bucket of the case that is merged into.
  create table recovery.merge (
    bucket smallint not null,
    target text collate "C" not null,
    source text collate "C" not null,
    primary key (bucket, target, source)
  );
  -- The bucket is the first of the span that a worker held: a source and type has few rows, and none is shared.
  create table recovery.coverage (
    bucket smallint not null,
    source text collate "C" not null,
    type text collate "C" not null,
    first_us bigint not null,
    last_us bigint not null,
    primary key (bucket, source, type)
  );
  grant select, insert, update, delete on recovery.customer_fact, recovery.coverage, recovery.merge to ${worker};
  grant select on recovery.customer_fact, recovery.coverage, recovery.merge to ${reader}, ${admin};
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
