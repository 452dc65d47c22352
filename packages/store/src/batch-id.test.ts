import { expect, test } from 'vitest';
import { batchId, batchMs } from './batch-id.ts';

// RFC 9562, appendix A.6: 2022-02-22T19:22:22Z as version 7.
const EXAMPLE = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';
const EXAMPLE_MS = 1645557742000;

test('a batch is named as RFC 9562 has version 7, and its moment is read back', () => {
  expect(batchId(EXAMPLE_MS)).toMatch(/^017f22e2-79b0-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(batchId(EXAMPLE_MS + 0.9).slice(0, 13)).toBe(EXAMPLE.slice(0, 13));
  expect(batchMs(EXAMPLE)).toBe(EXAMPLE_MS);
});

test('names of the same moment differ, and those of later ones come later', () => {
  expect(batchId(EXAMPLE_MS)).not.toBe(batchId(EXAMPLE_MS));
  expect(batchId(EXAMPLE_MS) < batchId(EXAMPLE_MS + 1)).toBe(true);
});

test('a random name tells no moment', () => {
  expect(batchMs('919108f7-52d1-4320-9bac-f847db4148a8')).toBeNull();
});
