import { newcombe } from './newcombe.ts';
import { normalTail } from './normal.ts';

/** Beyond it, a tail is less than a double can hold. */
const MOST = 38;

/**
 * Two-sided p-value that two independent proportions are the same: the level of the Newcombe interval that just reaches
 * 0, so that test and interval never disagree.
 *
 * Either group empty → 1. Source: inversion of Newcombe (1998), method 10.
 */
export function newcombeP(successes1: number, n1: number, successes2: number, n2: number): number {
  const holdsNone = (z: number) => {
    const difference = newcombe(successes1, n1, successes2, n2, z);
    return difference !== null && (difference.low > 0 || difference.high < 0);
  };
  let [low, high] = [0, MOST];
  for (let i = 0; i < 50; i += 1) {
    const middle = (low + high) / 2;
    if (holdsNone(middle)) low = middle;
    else high = middle;
  }
  return low === 0 ? 1 : 2 * normalTail(low);
}
