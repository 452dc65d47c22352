import { describe, expect, test } from 'vitest';
import { reportOf } from '../words/report.fixture.ts';
import { shareReading } from './readings.ts';
import { trendPoints, wholePoints } from './trend-points.ts';

const settled = (n: number) => ({ n, pending: 0 });
const pending = (count: number) => ({ n: 0, pending: count });

/** What was read by quarter or week, where the periods hold so many complaints. */
function periods(from: string, to: string, all: Readonly<Record<string, { n: number; pending: number }>>) {
  const groups = Object.entries(all).map(([key, { n, pending: waiting }]) => {
    const { cases, measures } = reportOf({ recovered: n * 0.6, matured: n, pending: waiting });
    return { key, cases, share: measures.recoveryRate, pending: waiting };
  });
  return { from, to, groups };
}

const points = (by: 'week' | 'quarter', now: ReturnType<typeof periods>, after: ReturnType<typeof periods> | null) =>
  trendPoints({ before: null, now, after }, by, shareReading);
const starts = (drawn: ReturnType<typeof trendPoints>) => drawn.map(({ start }) => start);

describe('points of a trend', () => {
  const now = periods('2026-03-02', '2026-03-16', { '2026-03-02': settled(300), '2026-03-09': settled(300) });

  test('after the period go on without a gap', () => {
    const after = periods('2026-03-16', '2026-04-06', {
      '2026-03-16': settled(40),
      '2026-03-23': settled(3),
      '2026-03-30': settled(40),
    });
    expect(starts(points('week', now, after))).toEqual(['2026-03-02', '2026-03-09', '2026-03-16']);
  });

  test('after a gap are there where something is pending', () => {
    const after = periods('2026-03-16', '2026-04-06', {
      '2026-03-16': settled(3),
      '2026-03-23': settled(0),
      '2026-03-30': pending(9),
    });
    expect(starts(points('week', now, after)).at(-1)).toBe('2026-03-30');
  });

  test('that are a part of a quarter say so, and are none where they hold nothing', () => {
    const cut = periods('2026-07-06', '2026-10-05', {
      '2026-07-01': settled(90),
      '2026-10-01': settled(0),
    });
    expect(points('quarter', cut, null)).toMatchObject([{ start: '2026-07-06', end: '2026-10-01', cut: true }]);
  });

  test('of whole periods leave an empty one out', () => {
    const one = (from: string, to: string, matured: number) => {
      const { cases, measures } = reportOf({ recovered: 0, matured });
      return { from, to, groups: [{ key: null, cases, share: measures.recoveryRate, pending: 0 }] };
    };
    const ranges = {
      before: one('2026-02-16', '2026-03-02', 0),
      now: one('2026-03-02', '2026-03-16', 600),
      after: null,
    };
    expect(wholePoints(ranges, shareReading)).toMatchObject([
      { start: '2026-03-02', end: '2026-03-16', part: 'now', n: 600 },
    ]);
  });
});
