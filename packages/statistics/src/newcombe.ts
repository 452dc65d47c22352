import { Z_95, type Interval } from './interval.ts';
import { mover } from './mover.ts';
import { wilson } from './wilson.ts';

/**
 * Difference of two independent proportions, p1 − p2, with Newcombe's hybrid score interval
 * (each proportion's Wilson interval, joined by MOVER).
 *
 * Either group empty → null. Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
 * Example: 56/70 against 48/80 → 0.2, 0.0524–0.3339.
 */
export function newcombe(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
  z: number = Z_95,
): (Interval & { value: number }) | null {
  const first = wilson(successes1, n1, z);
  const second = wilson(successes2, n2, z);
  if (first === null || second === null) return null;
  return mover({ value: successes1 / n1, ...first }, { value: successes2 / n2, ...second });
}
