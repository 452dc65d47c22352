import { sql, type Kysely } from 'kysely';

/**
 * What the rest of the playbook is told from: remedies given, first promises, surprises and what is open in public.
 * Written as cases are folded anew. Agents' events are few and read as they are, so they are found without the others.
 */
const UP = `
  alter table recovery.case_fact
    add column playbook_3 integer not null default 0,
    add column promise_length_bin smallint,
    add column promise_margin smallint,
    add column surprise smallint,
    add column open_in_public boolean not null default false;
  create index case_fact_open_in_public on recovery.case_fact (opened_us) where open_in_public;
  create index event_agent on log.event (time_us) where family = 'agent';
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
