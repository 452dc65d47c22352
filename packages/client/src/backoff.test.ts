import { expect, test } from 'vitest';
import { retryAfterMs, retryDelayMs } from './backoff.ts';

const backoff = { retryBaseMs: 500, retryCapMs: 30_000 };

test('a wait is random below a bound that doubles with each try, up to the cap', () => {
  // By hand: half of 500, 1,000, 2,000, …, 16,000, and of 30,000 from the seventh on.
  const halves = [0, 1, 2, 3, 4, 5, 6, 7].map((attempt) => retryDelayMs(attempt, 0, 0.5, backoff));
  expect(halves).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect(retryDelayMs(2, 0, 0, backoff)).toBe(0);
  expect(retryDelayMs(5000, 0, 0.999, backoff)).toBeCloseTo(29_970);
});

test('what the server asked for is waited for, and the jitter comes on top', () => {
  expect(retryDelayMs(0, 5000, 0, backoff)).toBe(5000);
  expect(retryDelayMs(3, 5000, 0.25, backoff)).toBe(6000);
});

const now = Date.parse('1999-12-31T23:59:49Z');
const asked = (headers: Readonly<Record<string, string>>) => retryAfterMs(new Headers(headers), now);

test('Retry-After is read as seconds or as a date, as in RFC 9110', () => {
  expect(asked({ 'retry-after': '120' })).toBe(120_000);
  expect(asked({ 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' })).toBe(10_000);
});

test("a date is read by the server's clock, where it told the time", () => {
  const headers = { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT', date: 'Fri, 31 Dec 1999 23:59:56 GMT' };
  expect(asked(headers)).toBe(3000);
});

test('a Retry-After that is past, absent or unreadable asks for nothing', () => {
  for (const value of ['Fri, 31 Dec 1999 23:59:40 GMT', '', 'soon', '-5', '1.5', '0']) {
    expect(asked({ 'retry-after': value }), value).toBe(0);
  }
  expect(asked({})).toBe(0);
});
