import { expect, test } from 'vitest';
import { sharedBuffers } from './settings.ts';

test.each([
  [0.5, '128MB'],
  [4, '512MB'],
  [8, '1024MB'],
  [24, '2048MB'],
])('a machine of %d GB gives its database %s', (gigabytes, expected) => {
  expect(sharedBuffers(gigabytes * 2 ** 30)).toBe(expected);
});
