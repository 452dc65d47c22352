import { sql, type Kysely } from 'kysely';
import { ROLE_NAMES } from '../roles.ts';

const { worker, reader, admin, eraser } = ROLE_NAMES;

/**
 * The columns of a fact in another order. A report reads all facts of a period, and finds a number at once where only
 * numbers that are always there stand before it; behind texts it has to step over each of them, in each row.
 */
const UP = `
  alter table recovery.case_fact rename to case_fact_before;
  create table recovery.case_fact (
    opened_us bigint not null,
    flags integer not null,
    playbook_1 integer not null default 0,
    playbook_2 integer not null default 0,
    steps_applicable integer not null default 0,
    steps_done integer not null default 0,
    bucket smallint not null,
    verdict smallint not null,
    own_cause smallint not null default 0,
    routed_cause smallint not null default 0,
    return_cause smallint not null default 0,
    later_cause smallint not null default 0,
    agent_hand_offs smallint not null,
    team_hand_offs smallint not null,
    agent_returns smallint not null,
    team_returns smallint not null,
    escalations_from_bot smallint not null,
    triages smallint not null default 0,
    bulk_moves smallint not null default 0,
    shift_moves smallint not null default 0,
    correction_moves smallint not null default 0,
    promises_early smallint not null default 0,
    promises_on_time smallint not null default 0,
    promises_late smallint not null default 0,
    promises_broken smallint not null default 0,
    several boolean not null default true,
    shared_customer boolean not null,
    matched boolean not null default false,
    stray_merge boolean not null default false,
    own_bin smallint,
    routed_bin smallint,
    run_around_bin smallint,
    fixing_bin smallint,
    unheld_bin smallint,
    return_bin smallint,
    later_bin smallint,
    apology_bin smallint,
    silence_bin smallint,
    resolver_bin smallint,
    public_bin smallint,
    previous_us bigint,
    -- What reports are filtered and grouped by.
    channel text collate "C" not null,
    team text collate "C",
    cause text collate "C",
    product text collate "C",
    severity text collate "C",
    region text collate "C",
    fault text collate "C",
    resolving_team text collate "C",
    customer text collate "C" not null,
    -- What is listed, and not counted.
    case_id text collate "C" not null,
    state smallint not null,
    unheld_us bigint not null,
    resolved_us bigint,
    owned_us bigint,
    last_event_us bigint not null,
    holder_agent text collate "C",
    holder_team text collate "C",
    teams text[] collate "C" not null,
    url text,
    book smallint not null
  );
`;

/** In the order of their keys, as a rebuild writes them. */
const MOVE = `
  drop table recovery.case_fact_before;
  alter table recovery.case_fact add primary key (bucket, customer, case_id);
  create index case_fact_opened on recovery.case_fact (opened_us, case_id);
  create index case_fact_waiting on recovery.case_fact (opened_us) where own_cause = 0;
  grant select, insert, update, delete on recovery.case_fact to ${worker};
  grant select on recovery.case_fact to ${reader}, ${admin};
  grant select, delete on recovery.case_fact to ${eraser};
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
  const { rows } = await sql<{ names: string }>`
    select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
    where attrelid = 'recovery.case_fact'::regclass and attnum > 0`.execute(db);
  const names = sql.raw(rows[0]?.names ?? '');
  await sql`
    insert into recovery.case_fact (${names}) select ${names} from recovery.case_fact_before
    order by bucket, customer, case_id`.execute(db);
  await sql.raw(MOVE).execute(db);
}
