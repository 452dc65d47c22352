import { HOUR_MS, SECOND_MS } from '../calendar/local-days.ts';
import { CURRENCY, SOURCES } from '../company/causes.ts';
import { careLaw, hasTurnedWell } from '../law/care-law.ts';
import type { Scene } from './scene.ts';

/** What is given or refused between owning a case and its resolution. */
export function writeSolution(scene: Scene, ownedMs: number, untilMs: number): void {
  const { script, timeline, random } = scene;
  const { recovered, turned, home, cause, caseId } = script;
  const law = careLaw(home, recovered, turned);
  const name = caseId.slice(5);
  const request = `request-${name}`;
  const denied = random.chance(law.denial);
  if (denied) {
    const atMs = scene.moment(ownedMs, ownedMs + (untilMs - ownedMs) * 0.5);
    const alternatives = random.chance(law.alternatives) ? 1 + random.below(3) : 0;
    scene.say('request.denied', atMs, { request, alternatives, by: scene.actor(atMs) });
    scene.care.deny(atMs, alternatives);
  }
  if (!random.chance(law.solution)) return;
  const atMs = scene.moment(ownedMs + (untilMs - ownedMs) * 0.55, untilMs);
  const kind = random.chance(0.75) ? cause.solution : random.pick(['credit', 'help', 'refund', 'other'] as const);
  const amount = Math.round((10 + random.exponential(60)) * 100) / 100;
  const paid = kind === 'refund' || kind === 'credit';
  const by = scene.actor(atMs);
  const tailored = random.chance(law.tailored);
  scene.care.solve(atMs, tailored);
  scene.say('solution.provided', atMs, {
    kind,
    solution: `solution-${name}`,
    ...(denied && { request }),
    by,
    tailored,
    withinAuthority: random.chance(hasTurnedWell(home, turned) ? 0.8 : 0.55),
    ...(paid && { value: { amount, currency: CURRENCY } }),
  });
  const { firstTry, reopenedMs } = timeline;
  const failedMs = firstTry?.reopenedMs ?? reopenedMs;
  if (failedMs !== null && failedMs > atMs && random.chance(0.6)) {
    scene.say('solution.failed', failedMs - SECOND_MS, { solution: `solution-${name}`, by: { kind: 'customer' } });
  }
  // A replacement goes through the shop like an order; it is no return of the customer.
  if (kind === 'exchange' && random.chance(0.5)) {
    const data = { value: { amount: 0, currency: CURRENCY }, order: `replacement-${name}`, case: caseId };
    scene.sayOfCustomer('customer.purchased', atMs + HOUR_MS, data);
  }
}

const PLACES = ['a review site', 'a social network', 'a consumer forum'] as const;

/** A case that others get to see, and one that goes to a manager. */
export function writePublicity(scene: Scene, untilMs: number): void {
  const { script, timeline, random, world } = scene;
  const { openedMs } = timeline;
  const share = scene.stillOpen ? 0.1 : script.recovered ? 0.015 : 0.05;
  if (random.chance(share) && untilMs > openedMs) {
    const where = random.pick(PLACES);
    const atMs = Math.floor(random.between(openedMs, Math.min(untilMs, Math.max(openedMs, world.endMs))));
    const reach = Math.round(50 + random.exponential(1500));
    scene.say('case.went-public', atMs, { where, reach, by: { kind: 'customer' } }, SOURCES.listening);
    if (random.chance(0.6)) {
      const answeredMs = scene.moment(atMs + HOUR_MS, atMs + 30 * HOUR_MS);
      scene.say('public.answered', answeredMs, { where, by: scene.actor(answeredMs) }, SOURCES.listening);
    }
  }
  if (random.chance(script.recovered ? 0.02 : 0.07)) {
    const atMs = scene.moment(openedMs, untilMs);
    scene.say('case.escalated', atMs, { to: { team: 'management' }, reason: 'asked for the manager' });
  }
}
