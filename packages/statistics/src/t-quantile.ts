import { Z_95 } from './interval.ts';

/** From here on the expansion in 1/df is exact to ten digits. */
const MANY_DEGREES = 100;

/** P(|T| ≤ t) for t = √df · tan θ: a finite sum for whole degrees of freedom. Abramowitz & Stegun 26.7.3–4. */
function centralProbability(theta: number, degreesOfFreedom: number): number {
  const [sin, cos2] = [Math.sin(theta), Math.cos(theta) ** 2];
  const odd = degreesOfFreedom % 2 === 1;
  if (degreesOfFreedom === 1) return (2 * theta) / Math.PI;
  let term = odd ? Math.cos(theta) : 1;
  let sum = term;
  for (let k = odd ? 3 : 2; k <= degreesOfFreedom - 2; k += 2) {
    term *= ((k - 1) / k) * cos2;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (theta + sin * sum) : sin * sum;
}

/** Cornish and Fisher's expansion. Abramowitz & Stegun 26.7.5. */
function expand(z: number, degreesOfFreedom: number): number {
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((t, term, i) => t + term / degreesOfFreedom ** (i + 1), z);
}

/**
 * 97.5 % quantile of Student's t distribution, for a two-sided 95 % interval, to nine digits.
 * Degrees of freedom: a whole number from 1.
 */
export function tQuantile95(degreesOfFreedom: number): number {
  if (degreesOfFreedom >= MANY_DEGREES) return expand(Z_95, degreesOfFreedom);
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (centralProbability(middle, degreesOfFreedom) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(degreesOfFreedom) * Math.tan(low);
}
