import { isPeriod, type Dimension, type ReportQuery } from '@finest-hour/metrics';
import type { BreakdownRow } from '#lib/words/broken-down.ts';
import type { ShareGroup } from './data.ts';

const ALWAYS: readonly Dimension[] = ['channel', 'team'];

/** What a page is broken down by: what was asked for, and always channel and team. */
export function dimensionsOf(by: ReportQuery['by']): readonly Dimension[] {
  return by === null || isPeriod(by) ? ALWAYS : [by, ...ALWAYS.filter((dimension) => dimension !== by)];
}

export function rowsOf(groups: readonly ShareGroup[]): readonly BreakdownRow[] {
  return groups.map(({ key, share, keptInOneTeam }) => ({ key, share, kept: keptInOneTeam?.value ?? null }));
}
