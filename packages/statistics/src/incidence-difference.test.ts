import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aalenJohansen } from './aalen-johansen.ts';
import { incidenceAt } from './incidence-at.ts';
import { incidenceDifference } from './incidence-difference.ts';
import { LUNG } from './testing/lung.ts';
import { MGUS2 } from './testing/mgus2.ts';
import { observations } from './testing/observations.ts';

test("MOVER joins R's intervals of two curves", () => {
  // R: lung at 100 → 0.1360310 [0.0953261, 0.1839511]; mgus2, cause 2, at 100 → 0.4729988 [0.4457554, 0.4997259].
  // Difference −0.3369677; low −√(0.0407049² + 0.0267272²) = −0.0486953; high +√(0.0479201² + 0.0272434²) = 0.0551229.
  const difference = incidenceDifference(aalenJohansen(LUNG), aalenJohansen(MGUS2, 2), 100);
  expect(difference?.value).toBeCloseTo(-0.3369677, 6);
  expect(difference?.low).toBeCloseTo(-0.3369677 - 0.0486953, 6);
  expect(difference?.high).toBeCloseTo(-0.3369677 + 0.0551229, 6);
});

test('there is none where either curve is not told', () => {
  const lung = aalenJohansen(LUNG);
  expect(incidenceDifference(lung, aalenJohansen([]), 100)).toBeNull();
  expect(incidenceDifference(aalenJohansen([]), lung, 100)).toBeNull();
  expect(incidenceDifference(lung, lung, 1022)).toBeNull();
});

test('it holds its value, never leaves [−1, 1], and is told just where both curves are', () => {
  fc.assert(
    fc.property(observations(2), observations(2), fc.nat(31), (all, others, time) => {
      const [first, second] = [aalenJohansen(all), aalenJohansen(others)];
      const [there, here] = [incidenceAt(first, time), incidenceAt(second, time)];
      const difference = incidenceDifference(first, second, time);
      expect(difference === null).toBe(there === null || here === null);
      if (there === null || here === null) return;
      const { value = NaN, low = NaN, high = NaN } = difference ?? {};
      expect(value).toBe(there.value - here.value);
      const ascending = [-1 - 1e-12, low, value, high, 1 + 1e-12];
      expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
    }),
    { numRuns: 1000 },
  );
});
