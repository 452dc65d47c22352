import { expect, test } from 'vitest';
import { rateHeaders } from './rate-headers.ts';
import { RateLimiter } from './rate-limiter.ts';

/** 10 events a second, 50 at once, and a clock that is set by hand. */
function bench() {
  let nowMs = 0;
  const limiter = new RateLimiter({ perSecond: 10, burst: 50 }, () => nowMs);
  return { limiter, pass: (seconds: number) => (nowMs += seconds * 1000) };
}

test('a key has its burst, pays for what it sends, and gets it back at its rate', () => {
  const { limiter, pass } = bench();
  expect(limiter.take('a', 0)).toEqual({ left: 50, waitSeconds: 0, fullSeconds: 0 });
  expect(limiter.take('a', 30)).toEqual({ left: 20, waitSeconds: 0, fullSeconds: 3 });
  pass(1);
  expect(limiter.take('a', 0)).toEqual({ left: 30, waitSeconds: 0, fullSeconds: 2 });
  pass(60);
  expect(limiter.take('a', 0)).toMatchObject({ left: 50 });
});

test('who took more than was there waits until it is made up', () => {
  const { limiter, pass } = bench();
  // 80 of 50: 30 short, and one to begin with: 3.1 s.
  expect(limiter.take('a', 80)).toEqual({ left: -30, waitSeconds: 3.1, fullSeconds: 8 });
  pass(3.1);
  expect(limiter.take('a', 0)).toMatchObject({ left: 1, waitSeconds: 0 });
});

test('one key does not pay for another', () => {
  const { limiter } = bench();
  limiter.take('a', 500);
  expect(limiter.take('b', 0)).toMatchObject({ left: 50 });
});

test('the headers name the policy and what is left, never less than nothing', () => {
  const { limiter } = bench();
  expect(rateHeaders(limiter.rate, limiter.take('a', 12))).toEqual({
    'RateLimit-Policy': '"events";q=50;w=5',
    RateLimit: '"events";r=38;t=2',
  });
  expect(rateHeaders(limiter.rate, limiter.take('a', 100))).toMatchObject({ RateLimit: '"events";r=0;t=12' });
});
