import { DAY_MS, HOUR_MS, MINUTE_MS } from '../calendar/local-days.ts';
import { careLaw, EARLY_UNTIL, KEPT_FROM, KEPT_IN_TIME, PROMISE_SHARES } from '../law/care-law.ts';
import type { Scene } from './scene.ts';

const REMEDIES = ['refund', 'exchange', 'repair', 'credit', 'help', 'explanation'] as const;

/** What an owner says and asks first: thanks, apology, responsibility, what would put it right. */
export function writeFirstWords(scene: Scene, ownedMs: number, untilMs: number): void {
  const { script, random } = scene;
  const law = careLaw(script.home, script.recovered, script.turned);
  const soonMs = Math.min(untilMs, ownedMs + 50 * MINUTE_MS);
  const say = (share: number, type: string, data: Readonly<Record<string, unknown>>, toMs = soonMs) => {
    if (!random.chance(share)) return Infinity;
    const atMs = Math.floor(random.between(ownedMs, toMs));
    scene.say(type, atMs, { ...data, by: scene.actor(atMs) });
    return atMs;
  };
  say(law.thanks, 'thanks.given', { for: 'complaint' });
  scene.care.apologise(say(law.apology, 'apology.made', {}));
  scene.care.takeResponsibility(say(law.responsibility, 'responsibility.taken', {}));
  const remedy = random.chance(0.7) ? script.cause.solution : random.pick(REMEDIES);
  say(law.remedyAsked, 'remedy.asked', { remedy });
  say(law.expectation, 'expectation.confirmed', { remedy }, untilMs);
  scene.care.offerOptions(say(law.options, 'options.offered', { count: 2 + random.below(3) }, untilMs));
  const others = scene.world.parameters.teams.filter(({ id }) => id !== script.home.id);
  if (others.length > 0) say(0.1, 'help.requested', { team: random.pick(others).id }, untilMs);
}

/** Contacts while the case is open: ours every day or two, the customer's where we are silent. */
export function writeContacts(scene: Scene, ownedMs: number, untilMs: number): void {
  const { script, random } = scene;
  const everyMs = (script.recovered ? 1.4 : 2.6) * DAY_MS;
  let atMs = ownedMs + 2 * HOUR_MS + random.exponential(everyMs / 2);
  for (let count = 0; atMs < untilMs && count < 6; count += 1) {
    const ms = scene.moment(atMs, Math.min(untilMs, atMs + 3 * HOUR_MS));
    const fraction = random.fraction();
    const kind =
      fraction < 0.3 ? 'call' : fraction < 0.85 ? 'reply' : fraction < 0.97 ? 'internal-note' : 'handwritten';
    const channel = kind === 'call' ? 'phone' : kind === 'handwritten' ? 'letter' : scene.answerChannel;
    scene.say('contact.made', ms, { channel, kind, by: scene.actor(ms) });
    if (kind !== 'internal-note') scene.care.message(ms);
    atMs += HOUR_MS + random.exponential(everyMs);
  }
}

/** The customer asks again while nobody answers. */
export function writeChasing(scene: Scene, untilMs: number): void {
  const { script, timeline, random } = scene;
  const meanMs = (script.recovered ? 9 : 5) * DAY_MS;
  let atMs = timeline.openedMs + HOUR_MS + random.exponential(meanMs);
  for (let count = 0; atMs < untilMs && count < 4; count += 1) {
    const channel = random.chance(0.5) ? 'phone' : script.channel;
    scene.say('contact.received', Math.floor(atMs), { channel, by: { kind: 'customer' } });
    atMs += random.exponential(meanMs);
  }
}

/** A promise: kept before or after its time, changed, withdrawn, or forgotten. */
export function writePromise(scene: Scene, ownedMs: number, untilMs: number): void {
  const { script, random, world } = scene;
  if (!random.chance(careLaw(script.home, script.recovered, script.turned).promise)) return;
  const promise = `promise-${script.caseId.slice(5)}`;
  const madeMs = ownedMs + random.below(Math.max(1, Math.min(4 * HOUR_MS, untilMs - ownedMs)));
  const working = (ms: number) => world.calendar.nextWorking(Math.ceil(ms));
  const textOf = (ms: number) => new Date(ms).toISOString();
  // What is promised for the hours after the end is what a page about today is for.
  const soon = scene.stillOpen && madeMs < world.endMs && random.chance(0.3);
  const dueMs = working(
    soon ? world.endMs + random.between(0.2, 8) * HOUR_MS : madeMs + random.between(0.3, 3) * DAY_MS,
  );
  scene.say('promise.made', madeMs, { promise, due: textOf(dueMs), by: scene.actor(madeMs) });
  if (random.chance(0.1)) {
    const changedMs = Math.floor(random.between(madeMs, dueMs));
    const due = textOf(working(dueMs + 2 * DAY_MS));
    scene.say('promise.changed', changedMs, { promise, due, by: scene.actor(changedMs) });
  }
  scene.care.promise({ madeMs, dueMs, ...endPromise(scene, promise, madeMs, dueMs) });
}

const NEVER = { keptMs: Infinity, withdrawnMs: Infinity, early: false } as const;

/** What becomes of a promise, by shares that are told as truth. */
function endPromise(scene: Scene, promise: string, madeMs: number, dueMs: number) {
  const { script, random } = scene;
  const { withdrawn, broken } = PROMISE_SHARES;
  const end = random.fraction();
  if (end < withdrawn) {
    const withdrawnMs = Math.max(madeMs, dueMs - HOUR_MS);
    scene.say('promise.withdrawn', withdrawnMs, { promise, by: scene.actor(dueMs) });
    return { ...NEVER, withdrawnMs };
  }
  if (end < withdrawn + (script.recovered ? KEPT_IN_TIME.recovered : KEPT_IN_TIME.notRecovered)) {
    const part = random.between(KEPT_FROM, 1);
    const keptMs = Math.floor(madeMs + (dueMs - madeMs) * part);
    scene.say('promise.kept', keptMs, { promise, by: scene.actor(keptMs) });
    return { ...NEVER, keptMs, early: part < EARLY_UNTIL };
  }
  if (end >= 1 - broken) return NEVER;
  const keptMs = Math.floor(dueMs + 1 + random.exponential(DAY_MS));
  scene.say('promise.kept', keptMs, { promise });
  return { ...NEVER, keptMs };
}
