import { nextPeriod, type Period } from '@finest-hour/metrics';

/** What one period tells of a share (0–1; null where nothing can be told), and what of it is not told yet. */
export interface Reading {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly tooFew: boolean;
  /** How many are pending: they are shown as counts, never as a share. */
  readonly pending: number;
}

/** One period on a trend. */
export interface TrendPoint extends Reading {
  /** First day of it within the range it was read for. */
  readonly start: string;
  /** The day after its last within that range. */
  readonly end: string;
  /** Only a part of a week, month or quarter lies within that range. */
  readonly cut: boolean;
  /** Which period of the page it belongs to. */
  readonly part: 'before' | 'now' | 'after';
}

/** What was read over [from, to): a group for each period that touches it, by its first day. */
export interface Periods<Group> {
  readonly from: string;
  readonly to: string;
  readonly groups: readonly Group[];
}

/** The periods of a page: that before, its own, and what came after; null: not read. */
export interface Ranges<Group> {
  readonly before: Periods<Group> | null;
  readonly now: Periods<Group>;
  readonly after: Periods<Group> | null;
}

/** How a group is read; `end` is the day after its last. */
export type ReadGroup<Group> = (group: Group, end: string) => Reading;

interface Keyed {
  readonly key: string | null;
  readonly cases: { readonly opened: number };
}

const PARTS = ['before', 'now', 'after'] as const;

function pointsOf<Group extends Keyed>(
  { from, to, groups }: Periods<Group>,
  by: Period,
  part: TrendPoint['part'],
  read: ReadGroup<Group>,
): readonly TrendPoint[] {
  return groups.flatMap((group): readonly TrendPoint[] => {
    const { key } = group;
    if (key === null) return [];
    // The first week, month or quarter may start before the range, and the last end after it.
    const start = key > from ? key : from;
    const next = nextPeriod(key, by);
    const end = next < to ? next : to;
    const cut = start !== key || end !== next;
    return cut && group.cases.opened === 0 ? [] : [{ start, end, cut, part, ...read(group, end) }];
  });
}

/** The ranges themselves as points, where a finer unit holds too few; an empty one is no point. */
export function wholePoints<Group extends Keyed>(ranges: Ranges<Group>, read: ReadGroup<Group>): readonly TrendPoint[] {
  return PARTS.flatMap((part): readonly TrendPoint[] => {
    const range = ranges[part];
    const whole = range?.groups[0];
    if (!range || !whole || whole.cases.opened === 0) return [];
    return [{ start: range.from, end: range.to, cut: false, part, ...read(whole, range.to) }];
  });
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
 * Points of all ranges by the same unit, in order; without those at either end that show nothing. Where no point at
 * all has enough to compare, the few there are count as something.
 */
export function trendPoints<Group extends Keyed>(
  ranges: Ranges<Group>,
  by: Period,
  read: ReadGroup<Group>,
): readonly TrendPoint[] {
  const of = (part: TrendPoint['part']) => {
    const range = ranges[part];
    return range === null ? [] : pointsOf(range, by, part, read);
  };
  const points = [...of('before'), ...of('now'), ...untilGap(of('after'))];
  const enough = points.some(isDrawn);
  const shows = (point: TrendPoint): boolean => point.pending > 0 || (enough ? isDrawn(point) : point.n > 0);
  const first = points.findIndex(shows);
  return first === -1 ? [] : points.slice(first, points.findLastIndex(shows) + 1);
}
