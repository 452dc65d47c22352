import { expect, test } from 'vitest';
import { tQuantile95 } from './t-quantile.ts';

test.each([
  // R: format(qt(0.975, df), digits = 13)
  [1, 12.70620473617],
  [2, 4.302652729749],
  [3, 3.182446305284],
  [10, 2.228138851986],
  [30, 2.042272456301],
  [99, 1.984216951586],
  [100, 1.983971518524],
  [1000, 1.962339080826],
  [1_000_000, 1.95996635682],
])('with %i degrees of freedom the quantile is that of R', (degreesOfFreedom, quantile) => {
  expect(tQuantile95(degreesOfFreedom)).toBeCloseTo(quantile, 9);
});

test('it falls with every degree of freedom, towards that of the normal distribution', () => {
  for (let df = 1; df < 2000; df += 1) {
    expect(tQuantile95(df + 1)).toBeLessThan(tQuantile95(df));
    expect(tQuantile95(df)).toBeGreaterThan(1.959963984540054);
  }
});
