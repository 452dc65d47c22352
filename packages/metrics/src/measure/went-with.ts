import { mantelHaenszel } from '@finest-hour/statistics';
import type { Difference, Estimate } from '../report/report.ts';
import {
  WEEK_HAND_OFFS,
  type WeekCell,
  type WeekHandOffs,
  type WeekOutcome,
  type WentWithTally,
} from '../tally/went-with.ts';
import type { NotMeasured } from './not-measured.ts';
import { effectOf, shareOf, type Counted } from './proportion.ts';
import { TOO_FEW } from './too-few.ts';

/** A share of the cases passed on so often, and how much more or less than of those never passed on. */
export interface WentWithShare extends Estimate {
  /** Within the same cause and severity; null: of those never passed on themselves, or there is nothing to compare. */
  readonly difference: Difference | null;
  /** Fewer than 30 of these, or of those never passed on: too few to compare. */
  readonly tooFew: boolean;
}

export interface WentWithLevel {
  readonly handOffs: '0' | '1' | '2' | '3+';
  readonly recovered: WentWithShare;
  /** Came back within 90 days of the verdict; null: no purchases, renewals or visits arrive. */
  readonly cameBack: WentWithShare | null;
}

/**
 * What went with being passed on: of matured cases that were still open a week after the opening, by hand-offs between
 * people within that week. The week comes before everything that is compared, so nobody counts as passed on often because
 * the case lasted long. It is no cause: cases that are passed on differ in more than cause and severity.
 */
export interface WentWith {
  readonly ageDays: 7;
  readonly levels: readonly WentWithLevel[];
}

const NAMES = ['0', '1', '2', '3+'] as const satisfies readonly WentWithLevel['handOffs'][];

function countedOf({ cells, clusters }: WentWithTally, outcome: WeekOutcome, handOffs: WeekHandOffs): Counted {
  const is = (one: { readonly outcome: WeekOutcome; readonly handOffs: WeekHandOffs }) =>
    one.outcome === outcome && one.handOffs === handOffs;
  const own = cells.filter(is);
  const sum = (of: (cell: WeekCell) => number) => own.reduce((total, cell) => total + of(cell), 0);
  const NONE = { clusters: 0, sizes2: 0, sizesTimesSuccesses: 0, successes2: 0 };
  return { ...(clusters.find(is) ?? NONE), n: sum(({ cases }) => cases), successes: sum((cell) => cell.successes) };
}

function differenceWithin(
  { cells }: WentWithTally,
  outcome: WeekOutcome,
  handOffs: WeekHandOffs,
  effect: number,
): Difference | null {
  const strata = Map.groupBy(
    cells.filter((cell) => cell.outcome === outcome),
    ({ cause, severity }) => JSON.stringify([cause, severity]),
  );
  const of = (stratum: readonly WeekCell[], wanted: WeekHandOffs) =>
    stratum.find((cell) => cell.handOffs === wanted) ?? { cases: 0, successes: 0 };
  return mantelHaenszel(
    [...strata.values()].map((stratum) => {
      const [passedOn, kept] = [of(stratum, handOffs), of(stratum, 0)];
      return { n1: passedOn.cases, successes1: passedOn.successes, n2: kept.cases, successes2: kept.successes };
    }),
    effect,
  );
}

function wentWithShare(tally: WentWithTally, outcome: WeekOutcome, handOffs: WeekHandOffs): WentWithShare {
  const [own, kept] = [countedOf(tally, outcome, handOffs), countedOf(tally, outcome, 0)];
  // The wider of both: within strata customers are not followed.
  const effect = Math.max(effectOf(own), effectOf(kept));
  return {
    ...shareOf(own),
    difference: handOffs === 0 ? null : differenceWithin(tally, outcome, handOffs, effect),
    tooFew: own.n < TOO_FEW || kept.n < TOO_FEW,
  };
}

/** A tally → shares by hand-offs, with their differences; null: hand-offs or recovery are not measured. */
export function measureWentWith(tally: WentWithTally, missing: NotMeasured): WentWith | null {
  if ('handOffs' in missing || 'recoveryRate' in missing) return null;
  return {
    ageDays: 7,
    levels: WEEK_HAND_OFFS.map((handOffs) => ({
      handOffs: NAMES[handOffs],
      recovered: wentWithShare(tally, 'recovered', handOffs),
      cameBack: 'repeatLoyalty' in missing ? null : wentWithShare(tally, 'back', handOffs),
    })),
  };
}
