import {
  addDays,
  coverageOfAny,
  DAY_US,
  dayOf,
  dayStartUs,
  maturesAfterUs,
  nextPeriod,
  periodStart,
  settledWeeks,
  TOO_FEW,
  VALUE_TYPES,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { readCoverage } from './coverage.ts';
import { readBookSettings } from './settings.ts';

/** What a report covers when nobody says, and why that. */
export interface DefaultPeriod {
  /** Calendar days, [from, to). */
  readonly from: string;
  readonly to: string;
  /**
   * `settled`: the last 13 whole weeks that have matured. `watched`: those whose customers have also been watched for
   * as long as asked since their verdicts. `densest`: those have fewer than 30 cases (an old log), so
   * the quarter with the most. `pending`: no case has matured, so the weeks up to the latest. `empty`: there is no case at all.
   */
  readonly why: 'settled' | 'watched' | 'densest' | 'pending' | 'empty';
}

/** Whether enough cases opened in [from, to) to compare. */
async function holdsEnough(
  db: Database,
  timeZone: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const { rows } = await sql<{ cases: number }>`
    select count(*) as cases from recovery.case_fact
    where opened_us >= ${dayStartUs(from, timeZone)}::bigint
      and opened_us < ${dayStartUs(to, timeZone)}::bigint`.execute(db);
  return (rows[0]?.cases ?? 0) >= TOO_FEW;
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
  if (await holdsEnough(db, timeZone, { from, to })) return { from, to, why: 'settled' };
  const densest = await densestQuarter(db, timeZone, asOfUs - maturesAfterUs(settings));
  if (densest !== null) return { ...densest, why: 'densest' };
  const latestUs = await latestOpeningUs(db);
  if (latestUs === null) return { from, to, why: 'empty' };
  // Everything is still pending: show the weeks in which it opened.
  const end = addDays(periodStart(dayOf(latestUs, timeZone), 'week'), 7);
  return { from: addDays(end, -91), to: end, why: 'pending' };
}

/**
 * The period that a page on returns opens on: the last 13 whole weeks whose customers could be watched for
 * `watchedDays` after their verdicts, while purchases were told; where those hold too few, the period of any report.
 */
export async function watchedPeriod(
  db: Database,
  timeZone: string,
  asOfUs: number,
  watchedDays: number,
): Promise<DefaultPeriod> {
  const coverage = coverageOfAny(await readCoverage(db), VALUE_TYPES);
  if (coverage !== null) {
    const untilUs = Math.min(asOfUs, coverage.toUs) - watchedDays * DAY_US;
    const { from, to } = settledWeeks(untilUs, timeZone, await readBookSettings(db));
    if (await holdsEnough(db, timeZone, { from, to })) return { from, to, why: 'watched' };
  }
  return defaultPeriod(db, timeZone, asOfUs);
}
