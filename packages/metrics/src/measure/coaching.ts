import type { WeightedStratum } from '@finest-hour/statistics';
import { standardized, standardizedDifference, standardizedEstimate, type Standardized } from './standardized.ts';
import type { Difference, Estimate } from '../report/report.ts';
import type { CoachingCell } from '../tally/coaching.ts';

/** A share of the complaints of teams that were coached, and of those that were not (yet), over the same weeks. */
export interface CoachedShare {
  readonly coached: Estimate;
  readonly notCoached: Estimate;
  readonly difference: Difference;
}

/** N1: what goes with coaching. Weeks and teams of both kinds that have a part in it. */
export interface Coaching {
  readonly weeks: number;
  readonly teams: { readonly coached: number; readonly notCoached: number };
  readonly settledWithinAuthority: CoachedShare;
  readonly recovered: CoachedShare;
}

/** Complaints of a team in a week, and those of them that had it. */
interface Cell {
  readonly week: number;
  readonly team: string;
  readonly coached: boolean;
  readonly n: number;
  readonly successes: number;
}

interface Week extends WeightedStratum {
  readonly week: number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function totals(cells: readonly Cell[]): { readonly n: number; readonly successes: number } {
  return { n: sum(cells.map(({ n }) => n)), successes: sum(cells.map(({ successes }) => successes)) };
}

/** Variance of the standardized share, as complaints of one team are alike: it is teams that are coached. */
function clusteredVariance(cells: readonly Cell[], weeks: readonly Week[]): number {
  const weights = sum(weeks.map(({ weight }) => weight));
  const byWeek = new Map(weeks.map((week) => [week.week, week]));
  const teams = [...Map.groupBy(cells, ({ team }) => team).values()];
  const residuals = teams.map((own) =>
    sum(
      own.map(({ week, n, successes }) => {
        const stratum = byWeek.get(week);
        if (stratum === undefined) return 0;
        return (stratum.weight * (successes - (n * stratum.successes) / stratum.n)) / stratum.n / weights;
      }),
    ),
  );
  return teams.length < 2 ? 0 : (teams.length / (teams.length - 1)) * sum(residuals.map((residual) => residual ** 2));
}

/** The weeks that have complaints of both kinds, weighted as Mantel and Haenszel do. */
function compared(all: readonly Cell[]): readonly Cell[] {
  const both = [...Map.groupBy(all, ({ week }) => week).values()].filter(
    (cells) => cells.some(({ coached }) => coached) && cells.some(({ coached }) => !coached),
  );
  return both.flat();
}

function coachedShare(all: readonly Cell[]): CoachedShare {
  const cells = compared(all.filter(({ n }) => n > 0));
  const weeks = [...Map.groupBy(cells, ({ week }) => week)];
  const side = (coached: boolean) => {
    const own = cells.filter((cell) => cell.coached === coached);
    const strata = weeks.map(([week, both]): Week => {
      const stratum = totals(both.filter((cell) => cell.coached === coached));
      const { n: other } = totals(both.filter((cell) => cell.coached !== coached));
      return { week, ...stratum, weight: (stratum.n * other) / (stratum.n + other) };
    });
    const { n } = totals(own);
    return { n, share: standardized(strata, clusteredVariance(own, strata), n) };
  };
  const [first, second] = [side(true), side(false)];
  const told = ({ n, share }: { readonly n: number; readonly share: Standardized | null }) =>
    standardizedEstimate(share, n);
  return {
    coached: told(first),
    notCoached: told(second),
    difference: standardizedDifference(first.share, second.share),
  };
}

/** Each complaint counts for what its team was when it was opened: nobody waits for coaching among the coached. */
export function measureCoaching(cells: readonly CoachingCell[]): Coaching {
  const told = (of: (cell: CoachingCell) => Pick<Cell, 'n' | 'successes'>): readonly Cell[] =>
    cells.map((cell) => ({ week: cell.week, team: cell.team, coached: cell.coached, ...of(cell) }));
  const recovered = told((cell) => ({ n: cell.cases, successes: cell.recovered }));
  const both = compared(recovered);
  const teams = (coached: boolean) =>
    new Set(both.filter((cell) => cell.coached === coached).map(({ team }) => team)).size;
  return {
    weeks: new Set(both.map(({ week }) => week)).size,
    teams: { coached: teams(true), notCoached: teams(false) },
    settledWithinAuthority: coachedShare(told((cell) => ({ n: cell.told, successes: cell.settled }))),
    recovered: coachedShare(recovered),
  };
}
