import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar/local-days.ts';
import { PRODUCT_SHARES, PRODUCTS, REGION_SHARES, REGIONS, SOURCES } from '../company/causes.ts';
import type { CaseTag } from '../outcome/outcome.ts';
import type { Scene } from './scene.ts';

const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
const SEVERITY_SHARES = [0.28, 0.46, 0.21, 0.05] as const;
const FAULTS = ['ours', 'third-party', 'theirs', 'unclear'] as const;

function faultShares(team: string): readonly number[] {
  return team === 'delivery' ? [0.52, 0.36, 0.05, 0.07] : [0.74, 0.08, 0.1, 0.08];
}

/** The opening, the automated reply, and what is said of the case at once. Adds what is not ordinary to `tags`. */
export function writeOpening(scene: Scene, tags: CaseTag[]): void {
  const { script, timeline, random, chain, world } = scene;
  const { openedMs } = timeline;
  const { mess } = world.parameters;
  const { channel, cause, home, customer, caseId } = script;
  const first = chain.legs[0];
  const known = script.causeKnown || random.chance(0.85);
  const fault = FAULTS[random.index(faultShares(home.id))] as (typeof FAULTS)[number];
  const opening = {
    customer,
    channel,
    ...(known && { cause: cause.name }),
    product: PRODUCTS[random.index(PRODUCT_SHARES)],
    severity: SEVERITIES[random.index(SEVERITY_SHARES)],
    region: REGIONS[random.index(REGION_SHARES)],
    ...(first?.via === 'opened' && first.team !== null && { team: first.team }),
    ...((channel === 'phone' || channel === 'store') && { takenBy: scene.actor(timeline.ownedMs ?? openedMs).id }),
    detectedBy: random.chance(0.07) ? 'us' : 'customer',
    ...(random.chance(0.4) && { fault, faultTeam: home.id }),
    ...(random.chance(0.3) && { preferredChannel: random.pick(['phone', 'email', 'chat'] as const) }),
    url: `${SOURCES.helpdesk}/cases/${caseId}`,
  };
  const source = channel === 'social-listening' ? SOURCES.listening : SOURCES.helpdesk;
  scene.say('case.opened', openedMs, opening, source);
  if (random.chance(mess.secondOpening)) {
    tags.push('secondOpening');
    const { team: _, ...told } = opening;
    scene.say('case.opened', openedMs + random.below(HOUR_MS) + SECOND_MS, told, SOURCES.crm);
  }
  if (random.chance(mess.beforeOpening)) {
    tags.push('beforeOpening');
    scene.sayDated('contact.received', openedMs - random.below(2 * HOUR_MS) - SECOND_MS, openedMs, { channel });
  }
  const answered = channel === 'email' || channel === 'web' || channel === 'chat';
  if (answered && random.chance(0.8)) {
    const by = { kind: 'system' };
    scene.say('contact.made', openedMs + 20 * SECOND_MS, {
      channel: scene.answerChannel,
      by,
      automated: true,
      kind: 'reply',
    });
  }
  writeClassification(scene, known, fault);
}

/** What those who look at the case find it to be. A troll is found out before the case is first resolved. */
function writeClassification(scene: Scene, known: boolean, fault: string): void {
  const { script, timeline, random } = scene;
  const { openedMs, ownedMs, firstTry, resolvedMs, passedUntilMs } = timeline;
  const { cause, home } = script;
  if (ownedMs !== null && (!known || random.chance(0.45))) {
    const atMs = ownedMs + random.below(9 * MINUTE_MS);
    // Now and then a fault is moved to others once the case is known: one of the ways to look better.
    const found = random.chance(0.05) ? 'third-party' : fault;
    const by = scene.actor(atMs);
    scene.say('case.classified', atMs, {
      cause: cause.name,
      fault: found,
      faultTeam: home.id,
      legitimate: !script.troll,
      by,
    });
  }
  if (script.troll) {
    const beforeMs = firstTry?.resolvedMs ?? resolvedMs ?? passedUntilMs;
    const atMs = Math.floor(openedMs + (beforeMs - openedMs) * 0.6);
    scene.say('case.classified', atMs, { legitimate: false, by: scene.actor(atMs) });
  } else if (resolvedMs !== null && random.chance(0.003)) {
    // Too late to take it out.
    scene.say('case.classified', resolvedMs + HOUR_MS, { legitimate: false, by: scene.actor(resolvedMs) });
  }
}
