import { OWNING_SHARES } from '../law/care-law.ts';
import type { Leg } from './chain.ts';
import type { Scene } from './scene.ts';

function holder({ agent, team }: Leg): Readonly<Record<string, unknown>> {
  if (agent !== null && team === null) return { agent, kind: 'bot' };
  return { ...(agent !== null && { agent }), ...(team !== null && { team }) };
}

/** The chain as the log tells it, and who takes a case on after it was passed to them. */
export function writePassing(scene: Scene): void {
  const { chain, timeline, random } = scene;
  const { ownedMs } = timeline;
  for (const [index, leg] of chain.legs.entries()) {
    if (leg.via === 'opened') continue;
    if (leg.via === 'owned') {
      scene.say('case.owned', leg.atMs, { by: { kind: 'person', id: leg.agent, team: leg.team } });
      continue;
    }
    const by = leg.by === null ? { kind: 'rule' } : { kind: 'person', ...leg.by };
    const more = { ...(leg.reason !== null && { reason: leg.reason }), ...(leg.bulk && { bulk: true }) };
    scene.say('case.assigned', leg.atMs, { to: holder(leg), by, ...more });
    const nextMs = chain.legs[index + 1]?.atMs ?? timeline.passedUntilMs;
    const later = ownedMs !== null && leg.atMs > ownedMs && leg.agent !== null;
    if (later && leg.atMs < nextMs && nextMs <= timeline.passedUntilMs && random.chance(0.6)) {
      const atMs = Math.floor(leg.atMs + (nextMs - leg.atMs) * random.between(0.02, 0.4));
      scene.say('case.owned', atMs, { by: { kind: 'person', id: leg.agent, team: leg.team } });
    }
  }
}

/** The moment from which somebody owns the case: said so, or first acted. */
export function writeOwning(scene: Scene, ownedMs: number): void {
  const { chain, random } = scene;
  const leg = chain.holderAt(ownedMs);
  if (leg === null || (leg.via === 'owned' && leg.atMs === ownedMs)) return;
  const by = { kind: 'person', id: leg.agent, team: leg.team };
  const how = random.fraction();
  if (how < OWNING_SHARES.saysSo) scene.say('case.owned', ownedMs, { by });
  else if (how < OWNING_SHARES.saysSo + OWNING_SHARES.writes) {
    const said = random.chance(0.9) ? { by } : {};
    scene.say('contact.made', ownedMs, { channel: scene.answerChannel, kind: 'reply', ...said });
    scene.care.message(ownedMs);
  } else {
    scene.say('apology.made', ownedMs, { by });
    scene.care.apologise(ownedMs);
  }
}
