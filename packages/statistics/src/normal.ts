/** Below this the series converges fast; above it the continued fraction does. */
const FAR = 3;

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** φ(z)·(z + z³/3 + z⁵/(3·5) + …) is the probability between 0 and z. Abramowitz & Stegun 26.2.11. */
function fromCentre(z: number): number {
  let [term, sum] = [z, z];
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return density(z) * sum;
}

/** Laplace's continued fraction φ(z) / (z + 1/(z + 2/(z + …))). Abramowitz & Stegun 26.2.14. */
function farTail(z: number): number {
  let fraction = z;
  for (let k = 120; k >= 1; k -= 1) fraction = z + k / fraction;
  return density(z) / fraction;
}

/** P(Z > z) for a standard normal Z, to twelve digits. R: `pnorm(z, lower.tail = FALSE)`. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  return z < FAR ? 0.5 - fromCentre(z) : farTail(z);
}

/** The z ≥ 0 with P(Z > z) = `tail`, for a tail in (0, 0.5]. R: `qnorm(tail, lower.tail = FALSE)`. */
export function normalQuantile(tail: number): number {
  let [low, high] = [0, 40];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (normalTail(middle) > tail) low = middle;
    else high = middle;
  }
  return low;
}
