import { sql, type Kysely } from 'kysely';

/** Hand-offs within a week of the opening, of what was not resolved by then. Written as cases are folded anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table recovery.case_fact add column week_hand_offs smallint`.execute(db);
}
