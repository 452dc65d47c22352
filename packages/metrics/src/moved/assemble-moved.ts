import type { NotMeasured } from '../measure/not-measured.ts';
import { countOf } from '../measure/proportion.ts';
import { comparedRange } from '../report/compared.ts';
import { isPeriod, type ReportQuery } from '../report/query.ts';
import { NO_TALLY } from '../tally/no-tally.ts';
import type { Tallies } from '../tally/tally.ts';
import { measureMoved, type PeriodTallies } from './measure-moved.ts';
import type { Moved } from './moved.ts';

/** What a change is told from, out of the tallies of a whole and of its groups. */
export function periodTallies(whole: Tallies, groups: Tallies): PeriodTallies {
  return {
    whole: (whole.get(null) ?? NO_TALLY).clusters,
    groups: new Map([...groups].map(([key, { clusters }]) => [key, clusters])),
  };
}

/** Why the recovery rate changed; null: not asked for, or recovery is not measured. */
export function assembleMoved(
  query: ReportQuery,
  before: PeriodTallies,
  after: PeriodTallies,
  notMeasured: NotMeasured,
): Moved | null {
  const { by, compare } = query;
  if (compare === undefined || by === null || isPeriod(by) || 'recoveryRate' in notMeasured) return null;
  const range = comparedRange(query, compare);
  const measured = measureMoved(before, after, (clusters) => countOf(clusters, 'recovered'));
  return { against: compare, ...range, dimension: by, ...measured };
}
