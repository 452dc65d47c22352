import { expect, test } from 'vitest';
import { readMoment } from './moment.ts';

const read = (text: string) => new Date(readMoment('--from', text, 'Europe/Berlin') / 1000).toISOString();

test('a day begins where the reporting time zone says, a time is where its offset says', () => {
  expect(read('2026-01-01')).toBe('2025-12-31T23:00:00.000Z');
  expect(read('2026-07-01')).toBe('2026-06-30T22:00:00.000Z');
  expect(read('2026-07-01T12:00:00-03:00')).toBe('2026-07-01T15:00:00.000Z');
});

test.each(['', '2026', '2026-02-30', '2026-01-01T00:00:00', 'tomorrow'])('%j is refused', (text) => {
  expect(() => read(text)).toThrow(`--from must be a day or an RFC 3339 time with offset: ${text}`);
});
