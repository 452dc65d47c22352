import {
  addDays,
  dayOf,
  dayStartUs,
  maturesAfterUs,
  nextPeriod,
  periodStart,
  settledWeeks,
  TOO_FEW,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import type { Database, Work } from '../database.ts';

/** What a report covers when nobody says, and why that. */
export interface DefaultPeriod {
  /** Calendar days, [from, to). */
  readonly from: string;
  readonly to: string;
  /**
   * `settled`: the last 13 whole weeks that have matured. `densest`: those have fewer than 30 cases (an old log), so
   * the quarter with the most. `pending`: no case has matured, so the weeks up to the latest. `empty`: there is no case at all.
   */
  readonly why: 'settled' | 'densest' | 'pending' | 'empty';
}

async function countMatured(db: Database | Work, fromUs: number, toUs: number): Promise<number> {
  const { rows } = await sql<{ cases: number }>`
    select count(*) as cases from recovery.case_fact
    where opened_us >= ${fromUs}::bigint and opened_us < ${toUs}::bigint`.execute(db);
  return rows[0]?.cases ?? 0;
}

/** The calendar quarter with the most matured cases; none → null. */
async function densestQuarter(
  db: Database | Work,
  timeZone: string,
  maturedUntilUs: number,
): Promise<{ from: string; to: string } | null> {
  const { rows } = await sql<{ day: string }>`
    select to_char(date_trunc('quarter', to_timestamp(opened_us / 1000000) at time zone ${timeZone}), 'YYYY-MM-DD') as day
    from recovery.case_fact where opened_us <= ${maturedUntilUs}::bigint
    group by 1 order by count(*) desc, 1 desc limit 1`.execute(db);
  const from = rows[0]?.day;
  return from === undefined ? null : { from, to: nextPeriod(from, 'quarter') };
}

/** Time of the latest opening, in microseconds since 1970; no case → null. */
export async function latestOpeningUs(db: Database | Work): Promise<number | null> {
  const { rows } = await sql<{
    opened_us: number | null;
  }>`select max(opened_us) as opened_us from recovery.case_fact`.execute(db);
  return rows[0]?.opened_us ?? null;
}

/** The period of a report for which none is asked: the same for page, JSON and command line. */
export async function defaultPeriod(db: Database, timeZone: string, asOfUs: number): Promise<DefaultPeriod> {
  const settings = await readBookSettings(db);
  const { from, to } = settledWeeks(asOfUs, timeZone, settings);
  const matured = await countMatured(db, dayStartUs(from, timeZone), dayStartUs(to, timeZone));
  if (matured >= TOO_FEW) return { from, to, why: 'settled' };
  const densest = await densestQuarter(db, timeZone, asOfUs - maturesAfterUs(settings));
  if (densest !== null) return { ...densest, why: 'densest' };
  const latestUs = await latestOpeningUs(db);
  if (latestUs === null) return { from, to, why: 'empty' };
  // Everything is still pending: show the weeks in which it opened.
  const end = addDays(periodStart(dayOf(latestUs, timeZone), 'week'), 7);
  return { from: addDays(end, -91), to: end, why: 'pending' };
}
