import { nextPeriod, periodStart, dayOf, dayStartUs } from '../report/periods.ts';
import type { CoachedTeams } from '../fold/coaching.ts';

/** What a comparison of coached teams with others asks for. */
export interface CoachingQuery {
  readonly coached: CoachedTeams;
  /** Beginnings of the weeks in which it is told, ascending, and the end of the last. */
  readonly weeksUs: readonly number[];
}

/** Matured cases of a team that were opened in one week, by whether the team was coached when they were. */
export interface CoachingCell {
  /** From 1 on. */
  readonly week: number;
  readonly team: string;
  readonly coached: boolean;
  readonly cases: number;
  readonly recovered: number;
  /** Those of whose solutions it is told whether they were within authority, and could be. */
  readonly told: number;
  readonly settled: number;
}

/** Whole weeks that touch [fromUs, toUs), from the first in which a team was coached on; nobody was → null. */
export function coachingQuery(
  coached: CoachedTeams,
  { fromUs, toUs }: { readonly fromUs: number; readonly toUs: number },
  timeZone: string,
): CoachingQuery | null {
  if (coached.size === 0) return null;
  const weeksUs: number[] = [];
  let week = periodStart(dayOf(Math.max(fromUs, Math.min(...coached.values())), timeZone), 'week');
  for (; dayStartUs(week, timeZone) < toUs; week = nextPeriod(week, 'week')) weeksUs.push(dayStartUs(week, timeZone));
  return { coached, weeksUs: [...weeksUs, dayStartUs(week, timeZone)] };
}
