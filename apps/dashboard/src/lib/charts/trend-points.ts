import type { Report, ReportGroup } from '@finest-hour/metrics';

/** One period on a trend. Shares 0–1; a share is null where no complaint has a verdict. */
export interface TrendPoint {
  /** First day of it within the range it was read for. */
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

function pointOf({ key, cases, measures, tooFew }: ReportGroup, from: string, part: TrendPoint['part']): TrendPoint {
  const { value, low, high, n } = measures.recoveryRate;
  // The first week, month or quarter may start before the range; only what is inside was counted.
  const start = key !== null && key > from ? key : from;
  return { start, part, value, low, high, n, tooFew, pending: cases.pending };
}

function pointsOf(report: Report | null, part: TrendPoint['part']): readonly TrendPoint[] {
  return (report?.groups ?? []).map((group) => pointOf(group, report?.from ?? '', part));
}

/** A dot is drawn where there is enough to compare; the figures of the others stand in the table. */
export function isDrawn({ value, tooFew }: TrendPoint): boolean {
  return value !== null && !tooFew;
}

/**
 * Points of three reports by the same unit, in order; without those at either end that show nothing. Where no point
 * at all has enough to compare, the few there are count as something.
 */
export function trendPoints(before: Report | null, now: Report, after: Report | null): readonly TrendPoint[] {
  const points = [...pointsOf(before, 'before'), ...pointsOf(now, 'now'), ...pointsOf(after, 'after')];
  const enough = points.some(isDrawn);
  const shows = (point: TrendPoint): boolean => point.pending > 0 || (enough ? isDrawn(point) : point.n > 0);
  const first = points.findIndex(shows);
  return first === -1 ? [] : points.slice(first, points.findLastIndex(shows) + 1);
}
