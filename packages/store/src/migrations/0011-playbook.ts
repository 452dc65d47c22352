import { sql, type Kysely } from 'kysely';

/** What cases say of the steps of the playbook: bits, bins and numbers of promises. Written as cases are folded anew. */
const UP = `
  alter table recovery.case_fact
    add column playbook_1 integer not null default 0,
    add column playbook_2 integer not null default 0,
    add column steps_applicable integer not null default 0,
    add column steps_done integer not null default 0,
    add column apology_bin smallint,
    add column silence_bin smallint,
    add column resolver_bin smallint,
    add column public_bin smallint,
    add column promises_early smallint not null default 0,
    add column promises_on_time smallint not null default 0,
    add column promises_late smallint not null default 0,
    add column promises_broken smallint not null default 0;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
