import { expect, test } from 'vitest';
import { aalenJohansen } from './aalen-johansen.ts';
import { incidenceDifference } from './incidence-difference.ts';
import { LUNG } from './testing/lung.ts';
import { MGUS2 } from './testing/mgus2.ts';

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
