import { assembleReport, DEFAULT_BOOK_SETTINGS, NO_TALLIES, type Report, type ReportGroup } from '@finest-hour/metrics';
import { describe, expect, test } from 'vitest';
import { trendPoints, wholePoints } from './trend-points.ts';

const settled = (n: number) => ({ n, pending: 0 });
const pending = (count: number) => ({ n: 0, pending: count });

/** A report by quarter or week whose periods hold so many complaints. */
function reportBy(
  by: 'quarter' | 'week',
  from: string,
  to: string,
  periods: Readonly<Record<string, { n: number; pending: number }>>,
): Report {
  const query = { from, to, timeZone: 'UTC', by, filters: {} };
  const leftOut = { withoutOpening: 0, parked: 0 };
  const asOfUs = Date.parse('2026-11-21T00:00:00Z') * 1000;
  const empty = assembleReport(
    { query, asOfUs, settings: DEFAULT_BOOK_SETTINGS, coverage: new Map(), leftOut },
    NO_TALLIES,
  );
  const groups = Object.entries(periods).map(([key, counts]): ReportGroup => {
    const recoveryRate =
      counts.n === 0 ? { value: null, low: null, high: null, n: 0 } : { value: 0.6, low: 0.5, high: 0.7, n: counts.n };
    return {
      key,
      tooFew: counts.n < 30,
      cases: { ...empty.cases, opened: counts.n + counts.pending, matured: counts.n, pending: counts.pending },
      measures: { ...empty.measures, recoveryRate },
    };
  });
  return { ...empty, groups };
}

const weeks = (from: string, to: string, periods: Readonly<Record<string, { n: number; pending: number }>>) =>
  reportBy('week', from, to, periods);
const starts = (points: ReturnType<typeof trendPoints>) => points.map(({ start }) => start);

describe('points of a trend', () => {
  const now = weeks('2026-03-02', '2026-03-16', { '2026-03-02': settled(300), '2026-03-09': settled(300) });

  test('after the period go on without a gap', () => {
    const after = weeks('2026-03-16', '2026-04-06', {
      '2026-03-16': settled(40),
      '2026-03-23': settled(3),
      '2026-03-30': settled(40),
    });
    expect(starts(trendPoints(null, now, after))).toEqual(['2026-03-02', '2026-03-09', '2026-03-16']);
  });

  test('after a gap are there where something is pending', () => {
    const after = weeks('2026-03-16', '2026-04-06', {
      '2026-03-16': settled(3),
      '2026-03-23': settled(0),
      '2026-03-30': pending(9),
    });
    expect(starts(trendPoints(null, now, after)).at(-1)).toBe('2026-03-30');
  });

  test('that are a part of a quarter say so, and are none where they hold nothing', () => {
    const cut = reportBy('quarter', '2026-07-06', '2026-10-05', {
      '2026-07-01': settled(90),
      '2026-10-01': settled(0),
    });
    expect(trendPoints(null, cut, null)).toMatchObject([{ start: '2026-07-06', end: '2026-10-01', cut: true }]);
  });

  test('of whole periods leave an empty one out', () => {
    const empty = weeks('2026-02-16', '2026-03-02', {});
    const one = { ...now, cases: { ...now.cases, opened: 600 } };
    expect(wholePoints(empty, one, null)).toMatchObject([{ start: '2026-03-02', end: '2026-03-16', part: 'now' }]);
  });
});
