import { sql, type Kysely } from 'kysely';

/** Whether the customer has other cases: of those with one, sums over customers are counts. Until folded anew: perhaps. */
const UP = `
  alter table recovery.case_fact add column several boolean not null default true;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
