import { sql, type Kysely } from 'kysely';
import { ROLE_NAMES } from '../roles.ts';

const { ingest, reader } = ROLE_NAMES;

/** Both servers tell how the workers get on: how many streams are parked, never which, and who was seen. */
const UP = `
  grant select (bucket, parked_us) on recovery.parked to ${ingest};
  grant select (seen) on recovery.worker to ${ingest}, ${reader};
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
