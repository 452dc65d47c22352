import { isPeriod, nextPeriod, type Measures, type Report } from '@finest-hour/metrics';
import { COMPARE_FROM } from '../words/comparison.ts';

/** One period on a trend. Shares 0–1; a share is null where no complaint has a verdict. */
export interface TrendPoint {
  /** First day of it within the range it was read for. */
  readonly start: string;
  /** The day after its last within that range. */
  readonly end: string;
  /** Only a part of a week, month or quarter lies within that range. */
  readonly cut: boolean;
  /** Which period of the page it belongs to. */
  readonly part: 'before' | 'now' | 'after';
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly tooFew: boolean;
  readonly pending: number;
}

type Place = Pick<TrendPoint, 'start' | 'end' | 'cut' | 'part'>;

function pointOf(place: Place, { recoveryRate }: Measures, pending: number, tooFew: boolean): TrendPoint {
  const { value, low, high, n } = recoveryRate;
  return { ...place, value, low, high, n, tooFew, pending };
}

function pointsOf(report: Report | null, part: TrendPoint['part']): readonly TrendPoint[] {
  const { by } = report ?? {};
  if (!report || !by || !isPeriod(by)) return [];
  return report.groups.flatMap(({ key, cases, measures, tooFew }): readonly TrendPoint[] => {
    if (key === null) return [];
    // The first week, month or quarter may start before the range, and the last end after it.
    const start = key > report.from ? key : report.from;
    const next = nextPeriod(key, by);
    const end = next < report.to ? next : report.to;
    const cut = start !== key || end !== next;
    return cut && cases.opened === 0 ? [] : [pointOf({ start, end, cut, part }, measures, cases.pending, tooFew)];
  });
}

/** The periods themselves as points, where a finer unit holds too few; an empty one is no point. */
export function wholePoints(before: Report, now: Report, after: Report | null): readonly TrendPoint[] {
  const pointOfAll = (report: Report | null, part: TrendPoint['part']): readonly TrendPoint[] => {
    if (report === null || report.cases.opened === 0) return [];
    const place = { start: report.from, end: report.to, cut: false, part };
    return [pointOf(place, report.measures, report.cases.pending, report.measures.recoveryRate.n < COMPARE_FROM)];
  };
  return [...pointOfAll(before, 'before'), ...pointOfAll(now, 'now'), ...pointOfAll(after, 'after')];
}

/** A dot is drawn where there is enough to compare; the figures of the others stand in the table. */
export function isDrawn({ value, tooFew }: TrendPoint): boolean {
  return value !== null && !tooFew;
}

/** What follows the period without a gap, and what is pending: a lone later dot says nothing about it. */
function untilGap(after: readonly TrendPoint[]): readonly TrendPoint[] {
  const gap = after.findIndex((point) => !isDrawn(point));
  return after.slice(
    0,
    Math.max(gap === -1 ? after.length : gap, after.findLastIndex(({ pending }) => pending > 0) + 1),
  );
}

/**
 * Points of three reports by the same unit, in order; without those at either end that show nothing. Where no point
 * at all has enough to compare, the few there are count as something.
 */
export function trendPoints(before: Report | null, now: Report, after: Report | null): readonly TrendPoint[] {
  const points = [...pointsOf(before, 'before'), ...pointsOf(now, 'now'), ...untilGap(pointsOf(after, 'after'))];
  const enough = points.some(isDrawn);
  const shows = (point: TrendPoint): boolean => point.pending > 0 || (enough ? isDrawn(point) : point.n > 0);
  const first = points.findIndex(shows);
  return first === -1 ? [] : points.slice(first, points.findLastIndex(shows) + 1);
}
