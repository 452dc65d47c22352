import { DAY_MS, HOUR_MS, MINUTE_MS } from '../calendar/local-days.ts';
import type { Scene } from './scene.ts';

const REMEDIES = ['refund', 'exchange', 'repair', 'credit', 'help', 'explanation'] as const;

/** What an owner says and asks first: thanks, apology, responsibility, what would put it right. */
export function writeFirstWords(scene: Scene, ownedMs: number, untilMs: number): void {
  const { script, random } = scene;
  const good = (script.recovered ? 0.12 : 0) + (script.turned && script.home.turn > 0.5 ? 0.15 : 0);
  const soonMs = Math.min(untilMs, ownedMs + 50 * MINUTE_MS);
  const say = (share: number, type: string, data: Readonly<Record<string, unknown>>, toMs = soonMs) => {
    if (!random.chance(share)) return;
    const atMs = Math.floor(random.between(ownedMs, toMs));
    scene.say(type, atMs, { ...data, by: scene.actor(atMs) });
  };
  say(0.3 + good, 'thanks.given', { for: 'complaint' });
  say(0.45 + good, 'apology.made', {});
  say(0.3 + good, 'responsibility.taken', {});
  const remedy = random.chance(0.7) ? script.cause.solution : random.pick(REMEDIES);
  say(0.3 + good, 'remedy.asked', { remedy });
  say(0.25 + good, 'expectation.confirmed', { remedy }, untilMs);
  say(0.2 + good, 'options.offered', { count: 2 + random.below(3) }, untilMs);
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
  if (!random.chance(0.6)) return;
  const promise = `promise-${script.caseId.slice(5)}`;
  const madeMs = ownedMs + random.below(Math.max(1, Math.min(4 * HOUR_MS, untilMs - ownedMs)));
  const dueOf = (ms: number) => new Date(world.calendar.nextWorking(Math.ceil(ms))).toISOString();
  // What is promised for the hours after the end is what a page about today is for.
  const soon = scene.stillOpen && madeMs < world.endMs && random.chance(0.3);
  const dueMs = soon ? world.endMs + random.between(0.2, 8) * HOUR_MS : madeMs + random.between(0.3, 3) * DAY_MS;
  scene.say('promise.made', madeMs, { promise, due: dueOf(dueMs), by: scene.actor(madeMs) });
  if (random.chance(0.1)) {
    const changedMs = Math.floor(random.between(madeMs, dueMs));
    const due = dueOf(dueMs + 2 * DAY_MS);
    scene.say('promise.changed', changedMs, { promise, due, by: scene.actor(changedMs) });
  }
  const end = random.fraction();
  if (end < 0.04) scene.say('promise.withdrawn', Math.floor(dueMs - HOUR_MS), { promise, by: scene.actor(dueMs) });
  else if (end < (script.recovered ? 0.85 : 0.55)) {
    const keptMs = Math.floor(random.between(madeMs + (dueMs - madeMs) * 0.5, dueMs));
    scene.say('promise.kept', keptMs, { promise, by: scene.actor(keptMs) });
  } else if (end < 0.92) scene.say('promise.kept', Math.floor(dueMs + random.exponential(DAY_MS)), { promise });
}
