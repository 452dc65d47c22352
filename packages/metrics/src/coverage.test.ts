import { expect, test } from 'vitest';
import { coverageOf } from './coverage.ts';
import { days } from './testing/case-log.ts';

test('nothing seen is no coverage, not an empty one', () => {
  expect(coverageOf([])).toBeNull();
});

test('coverage runs from the first event of any source to a week after the last', () => {
  const seen = [
    { firstUs: days(10), lastUs: days(40) },
    { firstUs: days(5), lastUs: days(20) },
  ];
  expect(coverageOf(seen)).toEqual({ fromUs: days(5), toUs: days(47) });
});
