import { DAY_MS } from '../calendar/local-days.ts';
import { CURRENCY, SOURCES } from '../company/causes.ts';
import { EFFECT_DAYS, WAITING_DAYS, type Rates } from '../law/returns.ts';
import type { Random } from '../random.ts';
import type { Outbox } from '../stream/outbox.ts';

/** Moments of value events at a constant rate in [fromMs, toMs). */
export function* momentsAt(rate: number, fromMs: number, toMs: number, random: Random): Generator<number> {
  if (rate === 0) return;
  let atMs = fromMs;
  for (;;) {
    atMs += random.exponential(DAY_MS / rate);
    if (atMs >= toMs) return;
    yield Math.floor(atMs);
  }
}

/** Moments of value events from an opening to the end of what its verdict does. */
export function* momentsAfter(
  openedMs: number,
  rates: { readonly waiting: Rates; readonly verdict: Rates },
  untilMs: number,
  random: Random,
): Generator<number> {
  const verdictMs = openedMs + WAITING_DAYS * DAY_MS;
  const endMs = verdictMs + EFFECT_DAYS * DAY_MS;
  yield* momentsAt(rates.waiting.buying, openedMs, Math.min(verdictMs, untilMs), random);
  if (untilMs > verdictMs) yield* momentsAt(rates.verdict.buying, verdictMs, Math.min(endMs, untilMs), random);
}

const price = (random: Random) => Math.round(20 + random.exponential(180)) + 0.9;

/** Posts a value event that counts as a return: mostly a purchase. Ids are `key.n`. */
export function postValueEvent(outbox: Outbox, customer: string, id: string, atMs: number, random: Random): void {
  const kind = random.fraction();
  const value = { amount: price(random), currency: CURRENCY };
  if (kind < 0.86) {
    outbox.post(SOURCES.shop, 'customer.purchased', customer, id, atMs, { value, order: `order-${id}` });
  } else if (kind < 0.93) {
    outbox.post(SOURCES.shop, 'customer.renewed', customer, id, atMs, { value, automatic: false });
  } else {
    outbox.post(SOURCES.shop, 'customer.visited', customer, id, atMs, {});
  }
}
