import { HttpProblem } from '../http-problem.ts';
import type { Allowance, Rate } from './rate-limiter.ts';

/** The fields of draft-ietf-httpapi-ratelimit-headers: the policy, and what is left of it. Counted in events. */
export function rateHeaders({ perSecond, burst }: Rate, { left, fullSeconds }: Allowance): Record<string, string> {
  return {
    'RateLimit-Policy': `"events";q=${burst};w=${Math.ceil(burst / perSecond)}`,
    RateLimit: `"events";r=${Math.max(0, left)};t=${Math.ceil(fullSeconds)}`,
  };
}

/** 429: the key has sent more than it may. */
export function tooManyEvents(rate: Rate, allowance: Allowance): HttpProblem {
  const seconds = Math.max(1, Math.ceil(allowance.waitSeconds));
  const detail = `the key may send ${rate.perSecond} events a second, ${rate.burst} at once; come again in ${seconds} s`;
  return new HttpProblem('too-many-events', detail, {
    headers: { ...rateHeaders(rate, allowance), 'Retry-After': String(seconds) },
    members: { limitEventsPerSecond: rate.perSecond, limitBurst: rate.burst },
  });
}
