import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidenceInterval } from './incidence-interval.ts';

describe('agrees with R on the transform', () => {
  // R 4.2.2, survival 3.5.3: summary(survfit(Surv(time, factor(event)) ~ 1, …, conf.type = "log-log", id = …)): pstate,
  // std.err, lower, upper; lung at 365 d (the book's 0.34293–0.48299 of survival), mgus2 at 12 and 240 months.
  test.each([
    { f: 0.59075837553994, error: 0.03582363817204, low: 0.517012079931, high: 0.657073696724 },
    { f: 0.00940125934465, error: 0.00259515576302, low: 0.00529731206955, high: 0.0156691729433 },
    { f: 0.7240279761425, error: 0.01560634506776, low: 0.692075590788, high: 0.753274752562 },
  ])('$f ± $error', ({ f, error, low, high }) => {
    const interval = incidenceInterval(f, error ** 2, 100);
    expect(interval?.low).toBeCloseTo(low, 9);
    expect(interval?.high).toBeCloseTo(high, 9);
  });
});

test('at 0 and 1 it is Wilson on those not censored before', () => {
  // R: binom::binom.wilson(0, 30) → 0–0.1135133932; binom.wilson(30, 30) → 0.8864866068–1.
  expect(incidenceInterval(0, 0, 30)?.low).toBe(0);
  expect(incidenceInterval(0, 0, 30)?.high).toBeCloseTo(0.1135133932, 9);
  expect(incidenceInterval(1, 0, 30)?.low).toBeCloseTo(0.8864866068, 9);
  expect(incidenceInterval(1, 0, 30)?.high).toBe(1);
});

test('at 0 with everybody censored there is nothing to say', () => {
  expect(incidenceInterval(0, 0, 0)).toBeNull();
});

test('it stays within [0, 1] and holds the estimate, however large the variance', () => {
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  fc.assert(
    fc.property(share, fc.double({ min: 0, max: 0.25, noNaN: true }), (f, variance) => {
      const { low, high } = incidenceInterval(f, variance, 10) ?? { low: NaN, high: NaN };
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(f);
      expect(high).toBeGreaterThanOrEqual(f);
      expect(high).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});

test('what is known worse has the wider interval, to both sides', () => {
  const inner = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const variance = fc.double({ min: 0, max: 0.25, noNaN: true });
  fc.assert(
    fc.property(inner, variance, variance, (f, one, other) => {
      const [narrow, wide] = [Math.min(one, other), Math.max(one, other)].map((each) => incidenceInterval(f, each, 10));
      expect(wide?.low).toBeLessThanOrEqual(narrow?.low ?? NaN);
      expect(wide?.high).toBeGreaterThanOrEqual(narrow?.high ?? NaN);
    }),
    { numRuns: 1000 },
  );
});
