import { HOUR_MS, MINUTE_MS } from '../calendar/local-days.ts';
import { SOURCES } from '../company/causes.ts';
import { NO_CARE } from '../outcome/care.ts';
import type { CaseOutcome } from '../outcome/outcome.ts';
import type { Random } from '../random.ts';
import type { Outbox } from '../stream/outbox.ts';
import { MATURES_AFTER_MS, type World } from '../world.ts';
import type { WrittenCase } from './write-case.ts';

const NO_HAND_OFFS = { handOffs: 0, pingPongDirect: false, pingPongAny: false } as const;

/**
 * The customer opens the case a second time, and somebody merges that one into the first; now and then by way of an
 * unmerge and a second merge. It has nothing but its opening and a queue, so that it adds nothing to the first.
 * null: not before the end.
 */
export function writeMerged(world: World, into: WrittenCase, random: Random, outbox: Outbox): CaseOutcome | null {
  const { caseId: target, customer, cause, team, turned } = into.outcome;
  const openedMs = into.outcome.openedUs / 1000 + Math.floor(random.between(10 * MINUTE_MS, 36 * HOUR_MS));
  if (openedMs > world.endMs) return null;
  const caseId = `${target}m`;
  const mergedMs = openedMs + Math.floor(random.between(0.5, 10) * HOUR_MS);
  let written = 0;
  const say = (type: string, atMs: number, data: Readonly<Record<string, unknown>>) => {
    written += 1;
    outbox.post(SOURCES.helpdesk, type, caseId, `${caseId}.${written}`, atMs, data);
  };
  const url = `${SOURCES.helpdesk}/cases/${caseId}`;
  say('case.opened', openedMs, { customer, channel: 'email', cause, team, severity: 'medium', url });
  say('contact.received', openedMs + 20 * MINUTE_MS, { channel: 'email', by: { kind: 'customer' } });
  say('case.merged', mergedMs, { into: target, by: { kind: 'rule' } });
  if (random.chance(0.1)) {
    say('case.unmerged', mergedMs + HOUR_MS, { into: target, by: { kind: 'rule' } });
    say('case.merged', mergedMs + 2 * HOUR_MS, { into: target, by: { kind: 'rule' } });
  }
  return {
    caseId,
    customer,
    openedUs: openedMs * 1000,
    cause,
    team,
    turned,
    verdict: openedMs + MATURES_AFTER_MS <= world.endMs ? 'merged' : null,
    resolvedUs: null,
    ownedUs: null,
    endedUnownedUs: null,
    agents: NO_HAND_OFFS,
    teams: NO_HAND_OFFS,
    care: NO_CARE,
    tags: [],
    missing: outbox.missing,
  };
}

/** A merge that no book can apply: into a case that does not exist, into another customer's, or into itself. */
export function writeStrayMerge(caseId: string, atMs: number, random: Random, outbox: Outbox): void {
  const into = random.pick(['case-unknown', 'case-of-nobody', caseId]);
  outbox.post(SOURCES.helpdesk, 'case.merged', caseId, `${caseId}.stray`, atMs, { into, by: { kind: 'rule' } });
}
