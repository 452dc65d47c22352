import { sql, type Kysely } from 'kysely';

/** More yes-or-no facts than a smallint has bits, the wait for a first holder, and what is told apart from hand-offs. */
const UP = `
  alter table recovery.case_fact
    alter flags type integer,
    add triages smallint not null default 0,
    add bulk_moves smallint not null default 0,
    add shift_moves smallint not null default 0,
    add correction_moves smallint not null default 0,
    add routed_cause smallint not null default 0,
    add routed_bin smallint,
    add unheld_bin smallint;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
