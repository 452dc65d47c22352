export interface Backoff {
  readonly retryBaseMs: number;
  readonly retryCapMs: number;
}

/**
 * Milliseconds to wait before another try: as long as the server asked, and on top of it full jitter, random between 0
 * and a bound that doubles with each try, so that clients that were refused together don't come back together.
 * `attempt` counts from 0, `random` is in [0, 1). (M. Brooker, "Exponential Backoff And Jitter", 2015.)
 */
export function retryDelayMs(attempt: number, retryAfterMs: number, random: number, backoff: Backoff): number {
  return retryAfterMs + random * Math.min(backoff.retryCapMs, backoff.retryBaseMs * 2 ** attempt);
}

/**
 * Milliseconds that `Retry-After` (RFC 9110, 10.2.3) asks for: seconds or an HTTP date, which is read by the server's own
 * clock where it told the time. 0 where there is none or it can't be read: the jitter still spreads the tries.
 */
export function retryAfterMs(headers: Pick<Headers, 'get'>, nowMs: number): number {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Much that is no date is one to Date.parse: -5 is in May 2001.
  if (!value.endsWith('GMT')) return 0;
  const serverMs = Date.parse(headers.get('date') ?? '');
  const waitMs = Date.parse(value) - (Number.isNaN(serverMs) ? nowMs : serverMs);
  return waitMs > 0 ? waitMs : 0;
}
