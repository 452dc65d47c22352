import type { Database } from '@finest-hour/store';
import { projectCases, projectCustomers } from '@finest-hour/store/recovery';
import { sql } from 'kysely';

const TABLES = [
  'case_head',
  'hop',
  'case_summary',
  'case_fact',
  'customer_fact',
  'merge',
  'link',
  'link_root',
] as const;

/** Everything that the folds have written, row by row as text, so that a difference of a byte is one. */
export async function derivedRows(db: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables: Record<string, readonly string[]> = {};
  for (const table of TABLES) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(`recovery.${table}`)} t order by t::text collate "C"`.execute(db);
    tables[table] = rows.map(({ row }) => row);
  }
  // Which worker's span saw something is of no account; what was seen is.
  const { rows } = await sql<{ row: string }>`
    select (source, type, min(first_us), max(last_us))::text as row from recovery.coverage
    group by source, type order by source, type`.execute(db);
  tables['coverage'] = rows.map(({ row }) => row);
  return tables;
}

/** Folds on this connection alone until nothing is marked. */
export async function foldAll(worker: Database, nowUs = 0): Promise<void> {
  const everything = { first: 0, last: 1023 };
  while ((await projectCases(worker, everything, nowUs)) + (await projectCustomers(worker, everything, nowUs)) > 0);
}

const SPANS = [
  { first: 0, last: 340 },
  { first: 341, last: 682 },
  { first: 683, last: 1023 },
] as const;

/** Folds once in three spans at the same time, as several workers do. */
export async function foldTogether(worker: Database): Promise<void> {
  const lanes = SPANS.map(async (span) => {
    await projectCases(worker, span, 0);
    await projectCustomers(worker, span, 0);
  });
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === 'rejected') throw lane.reason;
}

/** Forgets what was folded, and keeps the log. */
export async function forgetDerived(db: Database): Promise<void> {
  await sql`truncate recovery.case_head, recovery.hop, recovery.case_summary, recovery.case_fact, recovery.parked,
                     recovery.customer_fact, recovery.coverage, recovery.merge, recovery.link,
                     recovery.link_root, recovery.mark`.execute(db);
}

/** Forgets everything but keys and settings. */
export async function forgetAll(db: Database): Promise<void> {
  await forgetDerived(db);
  await sql`truncate log.event, log.rejected_event, vanity.mark, vanity.reading`.execute(db);
}
