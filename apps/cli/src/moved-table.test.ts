import { measureMoved, NO_CLUSTERS, type ClusterTally, type Moved } from '@finest-hour/metrics';
import { expect, test } from 'vitest';
import { movedLines } from './moved-table.ts';

function clusters(successes: number, cases: number): ClusterTally {
  const recovered = { successes, sizesTimesSuccesses: successes, successes2: successes };
  return { ...NO_CLUSTERS, cases, clusters: cases, sizes2: cases, flags: { ...NO_CLUSTERS.flags, recovered } };
}

function movedOf(delivery: readonly [number, number], billing: readonly [number, number], n = 100): Moved {
  const period = (place: 0 | 1) => ({
    whole: clusters(delivery[place] + billing[place], 2 * n),
    groups: new Map([
      ['Delivery', clusters(delivery[place], n)],
      ['Billing', clusters(billing[place], n)],
    ]),
  });
  const measured = measureMoved(period(0), period(1), ({ cases: n, clusters: customers, sizes2, flags }) => {
    return { n, clusters: customers, sizes2, ...flags.recovered };
  });
  return { against: 'previous', from: '2026-01-01', to: '2026-04-01', dimension: 'team', ...measured };
}

test('a change is told with its parts, and who changed', () => {
  // The example of docs/metrics.md.
  expect(movedLines(movedOf([40, 64], [80, 80]))).toEqual([
    '',
    'Complaints recovered of 100, against those opened from 2026-01-01 up to 2026-04-01, by team:',
    '  change +12.0 (likely +2.7 to +21.0): different complaints 0.0, handled differently +12.0 (likely +3.1 to +20.4)',
    '  Delivery                 different complaints 0.0   handled differently +12.0   like for like +24.0, changed',
    '  Billing                  different complaints 0.0   handled differently 0.0   like for like 0.0, can’t tell',
  ]);
});

test('from too few it is not', () => {
  expect(movedLines(movedOf([4, 6], [8, 8], 10)).at(-1)).toBe('  too few to compare: 20 with a verdict, 20 before');
});
