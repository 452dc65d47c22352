import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** How far this installation is with filling in its demo. */
export interface Demo {
  readonly name: string;
  /** When it was first filled in: the same moment gives the same events again. RFC 3339. */
  readonly endsAt: string;
  readonly state: 'filling' | 'filled';
  readonly cases: number;
}

const NAME = 'demo';

/** null: no demo was ever filled in. */
export async function readDemo(db: Database): Promise<Demo | null> {
  const { rows } = await sql<{ value: Demo }>`select value from access.setting where name = ${NAME}`.execute(db);
  return rows[0]?.value ?? null;
}

export async function writeDemo(db: Database, demo: Demo): Promise<void> {
  await sql`
    insert into access.setting (name, value) values (${NAME}, ${JSON.stringify(demo)}::json)
    on conflict (name) do update set value = excluded.value`.execute(db);
}
