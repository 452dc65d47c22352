import type { Comparison } from '../report/compared.ts';
import type { Difference, Estimate } from '../report/report.ts';
import type { Dimension } from '../tally/tally.ts';

/** One group's part in a change. Shares are 0–1, parts are shares of the whole. */
export interface MovedGroup {
  /** Value of the dimension; null: not known. */
  readonly key: string | null;
  readonly before: Estimate;
  readonly after: Estimate;
  /** Of the change of the whole: as there are more or fewer of them; as they fared better or worse. */
  readonly mix: number;
  readonly rate: number;
  /**
   * Like for like: its own share after minus before. Where it is tested, the interval is as wide as the number of groups
   * asks, and excludes 0 where the group is named; else it is the usual 95 %.
   */
  readonly difference: Difference;
  /** P-value that it did not change, adjusted for the number of groups; null: too few to be tested. */
  readonly adjusted: number | null;
  /** Whether it may be named: it did change. */
  readonly named: boolean;
}

/** Why a share changed between two periods: other complaints, or the same ones handled otherwise. */
export interface Moved {
  readonly against: Comparison;
  /** The period compared with: days, [from, to). */
  readonly from: string;
  readonly to: string;
  readonly dimension: Dimension;
  readonly before: Estimate;
  readonly after: Estimate;
  /** After minus before; null where one of them has no cases. It is `mix` + `rate.value`. */
  readonly change: Difference;
  /** Fewer than 30 in one of the two: too few to compare. */
  readonly tooFew: boolean;
  /** Of the change, what comes of different complaints. Cases are counted, not estimated: it has no interval. */
  readonly mix: number | null;
  /** Of the change, what comes of the same complaints faring otherwise, with the interval of the whole of it. */
  readonly rate: Difference;
  /** Those with the largest parts first; none where there is no change. */
  readonly groups: readonly MovedGroup[];
  /** Keys of the named groups that moved as the whole did, the largest part first. Empty: no single driver. */
  readonly drivers: readonly (string | null)[];
  /** The whole moved one way, and no group of 30 or more moved that way. */
  readonly simpson: boolean;
}
