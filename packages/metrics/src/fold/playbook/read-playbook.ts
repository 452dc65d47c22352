import type { PlaybookFacts } from '../../facts.ts';
import { packPlaybook } from '../../playbook/bits.ts';
import { gatherActs } from './acts.ts';
import { readHouston, resolverUs } from './houston.ts';
import type { KnownOfCase } from './known.ts';
import { readMishaps } from './mishaps.ts';
import { readNightmare } from './nightmare.ts';
import { readOwnIt } from './own-it.ts';
import { countOutcomes, readApology, readVictory } from './victory.ts';

/** The first surprise after a moment, however late. */
function surpriseAfter({ ordered }: KnownOfCase, afterUs: number): number | null {
  for (const { atUs, event } of ordered.withMerged) if (event.type === 'surprise.given' && atUs > afterUs) return atUs;
  return null;
}

/** Where it stands now, whatever was known at maturity: there is still time to answer. */
function isOpenInPublic({ ordered, state }: KnownOfCase): boolean {
  return state === 'open' && ordered.withMerged.some(({ event }) => event.type === 'case.went-public');
}

/**
 * What a case says of each step of the playbook, as known at its maturity; what is merged into it counts as for the
 * verdict. Hand-offs are those of its whole life.
 */
export function readPlaybook(known: KnownOfCase): PlaybookFacts {
  const { maturesUs, ordered } = known;
  const acts = gatherActs(ordered, maturesUs);
  const promises = countOutcomes(known.promises, maturesUs);
  const surprisedUs = surpriseAfter(known, -Infinity);
  let flags = packPlaybook(readHouston(acts, known));
  flags = packPlaybook(readVictory(acts, known, promises), flags);
  flags = packPlaybook(readNightmare(acts, known), flags);
  flags = packPlaybook(readMishaps(acts, known), flags);
  flags = packPlaybook(readOwnIt(acts, known), flags);
  return {
    flags,
    ...readApology(acts, known),
    silenceUs: acts.silenceUs,
    resolverUs: resolverUs(known),
    surpriseUs: surprisedUs === null ? null : surprisedUs - ordered.openedUs,
    surprisedAfterUs: known.resolvedUs === null ? null : surpriseAfter(known, known.resolvedUs),
    openInPublic: isOpenInPublic(known),
    publicUs: acts.wentPublicUs === null ? null : acts.wentPublicUs - ordered.openedUs,
    promises,
  };
}
