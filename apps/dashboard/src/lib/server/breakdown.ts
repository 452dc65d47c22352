import { isPeriod, type Dimension, type Estimate, type Measures, type ReportQuery } from '@finest-hour/metrics';
import type { BreakdownRow, BrokenDown } from '#lib/words/broken-down.ts';

const ALWAYS: readonly Dimension[] = ['channel', 'team'];
const UNKNOWN: Estimate = { value: null, low: null, high: null, n: 0 };

/** What a page is broken down by: what was asked for, and always channel and team. */
export function dimensionsOf(by: ReportQuery['by']): readonly Dimension[] {
  return by === null || isPeriod(by) ? ALWAYS : [by, ...ALWAYS.filter((dimension) => dimension !== by)];
}

export function rowsOf<Name extends keyof Measures>(
  groups: readonly {
    readonly key: string | null;
    readonly measures: Pick<Measures, Name>;
    readonly keptInOneTeam?: Estimate;
  }[],
  { shareOf }: BrokenDown<Name>,
): readonly BreakdownRow[] {
  return groups.map(({ key, measures, keptInOneTeam }) => ({
    key,
    share: shareOf(measures) ?? UNKNOWN,
    kept: keptInOneTeam?.value ?? null,
  }));
}
