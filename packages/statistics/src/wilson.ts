import { Z_95, type Interval } from './interval.ts';

/**
 * Wilson's score interval for a proportion: those p that a z-test at this level would not reject.
 * It stays within [0, 1] and holds its level at small n and at 0 or n successes, where p ± z·se does not.
 *
 * `successes` may be fractional (an effective count, after division by a design effect).
 * No trials → null.
 *
 * Source: Wilson (1927), JASA 22, 209–212; R `binom::binom.wilson`. Example: wilson(18, 20) → 0.6990–0.9721.
 */
export function wilson(successes: number, n: number, z: number = Z_95): Interval | null {
  if (!(n > 0)) return null;
  const p = successes / n;
  const z2 = z * z;
  const centre = p + z2 / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: successes === n ? 1 : Math.min(1, (centre + half) / scale),
  };
}
