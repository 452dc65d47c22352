import { DAY_MS, HOUR_MS, SECOND_MS } from '../calendar/local-days.ts';
import { CURRENCY, SOURCES } from '../company/causes.ts';
import type { CaseTag } from '../outcome/outcome.ts';
import { HEARD } from '../law/care-law.ts';
import { HOLD_MS, MATURES_AFTER_MS } from '../world.ts';
import { colleague } from './plan-chain.ts';
import type { Scene } from './scene.ts';

const RULE = { kind: 'rule' } as const;
const CUSTOMER = { kind: 'customer' } as const;

function resolve(scene: Scene, atMs: number): void {
  const by = scene.actor(atMs);
  scene.say('case.resolved', atMs, { by, team: scene.chain.holderAt(atMs)?.team ?? by.team });
}

/** Resolutions, reopenings and the end. */
export function writeEnding(scene: Scene, tags: CaseTag[]): void {
  const { timeline, random } = scene;
  const { firstTry, resolvedMs, reopenedMs, lateResolvedMs, withdrawnMs, closedMs } = timeline;
  if (firstTry !== null) {
    resolve(scene, firstTry.resolvedMs);
    scene.say('case.reopened', firstTry.reopenedMs, { by: CUSTOMER, reason: 'failed' });
  }
  if (resolvedMs !== null) {
    if (timeline.automatic) scene.say('case.resolved', resolvedMs, { by: RULE, automatic: true });
    else resolve(scene, resolvedMs);
  }
  if (reopenedMs !== null) {
    const reason = random.chance(0.75) ? 'failed' : 'other';
    scene.say('case.reopened', reopenedMs, { by: CUSTOMER, reason });
  }
  if (lateResolvedMs !== null) resolve(scene, lateResolvedMs);
  if (withdrawnMs !== null) scene.say('case.withdrawn', withdrawnMs, { by: CUSTOMER });
  if (closedMs !== null) scene.say('case.closed', closedMs, { by: RULE, automatic: true });
  if (resolvedMs !== null && reopenedMs === null) writeRest(scene, resolvedMs, tags);
  else if (lateResolvedMs !== null) {
    scene.say('case.closed', lateResolvedMs + 5 * DAY_MS, { by: RULE, automatic: true });
  } else if (reopenedMs !== null && random.chance(0.5)) {
    scene.say('case.closed', reopenedMs + Math.floor(random.between(20, 40) * DAY_MS), { by: RULE, automatic: true });
  }
}

/** After a resolution that stays: closed, reopened to say thanks, reassigned in vain, or reopened when it no longer counts. */
function writeRest(scene: Scene, resolvedMs: number, tags: CaseTag[]): void {
  const { random, timeline, chain, world, script } = scene;
  const what = random.fraction();
  if (what < 0.045) {
    const reason = what < 0.03 ? 'thanks' : 'administrative';
    const atMs = Math.floor(resolvedMs + random.between(0.2, 9) * DAY_MS);
    scene.say('case.reopened', atMs, { by: reason === 'thanks' ? CUSTOMER : scene.actor(atMs), reason });
    scene.say('case.closed', atMs + HOUR_MS, { by: scene.actor(atMs) });
  } else if (what < 0.055) {
    const atMs = Math.floor(timeline.openedMs + MATURES_AFTER_MS + random.between(1, 60) * DAY_MS);
    scene.say('case.reopened', atMs, { by: CUSTOMER, reason: 'failed' });
    const resolvedLateMs = world.calendar.nextWorking(atMs + DAY_MS);
    resolve(scene, resolvedLateMs);
    if (timeline.ownedMs === null && resolvedLateMs <= world.endMs) tags.push('ownedAfterReopening');
  } else {
    if (what < 0.08) {
      const atMs = scene.moment(resolvedMs + HOUR_MS, resolvedMs + DAY_MS);
      chain.giveInVain(atMs, colleague(world, script.home, atMs, null, random), script.home.id);
    }
    if (what < 0.8)
      scene.say('case.closed', resolvedMs + Math.floor(random.between(3, 7) * DAY_MS), { by: RULE, automatic: true });
  }
}

/** What the customer says of it, and what comes on top. */
export function writeAftercare(scene: Scene, resolvedMs: number): void {
  const { script, random, timeline } = scene;
  const { confirmed, saidNo, recovered } = script;
  const askedMs = resolvedMs + Math.floor(random.between(0.05, 2) * DAY_MS);
  const asks = random.chance(confirmed || saidNo ? 0.85 : 0.3);
  if (asks) scene.say('satisfaction.asked', askedMs, { by: { kind: 'system' } }, SOURCES.survey);
  const state = (atMs: number, satisfied: boolean): boolean => {
    const score = satisfied ? 4 + random.below(2) : 1 + random.below(3);
    const heard = random.chance(satisfied ? HEARD.satisfied : HEARD.dissatisfied);
    scene.say('satisfaction.stated', atMs, { satisfied, score, heard, by: CUSTOMER }, SOURCES.survey);
    return heard;
  };
  if (confirmed || saidNo) {
    const statedMs = askedMs + Math.floor(random.between(0.05, 11) * DAY_MS);
    if (random.chance(0.06)) scene.care.hear(statedMs - HOUR_MS, state(statedMs - HOUR_MS, saidNo));
    scene.care.hear(statedMs, state(statedMs, confirmed));
  } else if (random.chance(0.02)) {
    // Too late to say anything of the resolution.
    state(resolvedMs + HOLD_MS + DAY_MS, random.chance(0.5));
  }
  if (timeline.automatic) return;
  if (random.chance(recovered ? 0.05 : 0.02)) {
    const value = { amount: 15 + 5 * random.below(6), currency: CURRENCY };
    const kind = random.pick(['voucher', 'flowers', 'free assembly'] as const);
    scene.say('surprise.given', resolvedMs + SECOND_MS + random.below(3 * DAY_MS), { kind, value });
  }
  if (random.chance(recovered ? 0.08 : 0.03)) {
    scene.say('thanks.given', resolvedMs + SECOND_MS, { for: 'loyalty', by: scene.actor(resolvedMs) });
  }
  if (random.chance(0.12)) {
    const data = { team: script.home.id, customerTold: random.chance(0.4), by: scene.actor(resolvedMs) };
    scene.say('feedback.shared', resolvedMs + random.below(2 * DAY_MS), data);
  }
  if (confirmed && random.chance(0.15)) {
    const where = random.pick(['a review site', 'a friend'] as const);
    const atMs = resolvedMs + Math.floor(random.between(5, 40) * DAY_MS);
    scene.sayOfCustomer('customer.recommended', atMs, { where, case: script.caseId });
  }
}
