import type { Report, ReportGroup } from '@finest-hour/metrics';

/** One period on a trend. Shares 0–1; a share is null where no complaint has a verdict. */
export interface TrendPoint {
  readonly start: string;
  /** Which period of the page it belongs to. */
  readonly part: 'before' | 'now' | 'after';
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly tooFew: boolean;
  readonly pending: number;
}

function pointOf(group: ReportGroup, part: TrendPoint['part']): TrendPoint {
  const { value, low, high, n } = group.measures.recoveryRate;
  return { start: group.key ?? '', part, value, low, high, n, tooFew: group.tooFew, pending: group.cases.pending };
}

function isEmpty({ n, pending }: TrendPoint): boolean {
  return n === 0 && pending === 0;
}

/** Points of three reports by the same unit, in order; without what is empty at either end. */
export function trendPoints(before: Report | null, now: Report, after: Report | null): readonly TrendPoint[] {
  const points = [
    ...(before?.groups ?? []).map((group) => pointOf(group, 'before')),
    ...now.groups.map((group) => pointOf(group, 'now')),
    ...(after?.groups ?? []).map((group) => pointOf(group, 'after')),
  ];
  const first = points.findIndex((point) => !isEmpty(point));
  const last = points.findLastIndex((point) => !isEmpty(point));
  return first === -1 ? [] : points.slice(first, last + 1);
}
