import type { PlaybookFacts } from '../../facts.ts';
import { packPlaybook } from '../../playbook/bits.ts';
import { gatherActs } from './acts.ts';
import { readHouston, resolverUs } from './houston.ts';
import type { KnownOfCase } from './known.ts';
import { readMishaps } from './mishaps.ts';
import { readNightmare } from './nightmare.ts';
import { readOwnIt } from './own-it.ts';
import { countOutcomes, readApology, readVictory } from './victory.ts';

/** The first surprise after R, however late. */
function surprisedAfterUs({ ordered, resolvedUs }: KnownOfCase): number | null {
  if (resolvedUs === null) return null;
  for (const { atUs, event } of ordered.withMerged)
    if (event.type === 'surprise.given' && atUs > resolvedUs) return atUs;
  return null;
}

/**
 * What a case says of each step of the playbook, as known at its maturity; what is merged into it counts as for the
 * verdict. Hand-offs are those of its whole life.
 */
export function readPlaybook(known: KnownOfCase): PlaybookFacts {
  const { maturesUs, ordered } = known;
  const acts = gatherActs(ordered, maturesUs);
  const promises = countOutcomes(known.promises, maturesUs);
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
    surprisedAfterUs: surprisedAfterUs(known),
    publicUs: acts.wentPublicUs === null ? null : acts.wentPublicUs - ordered.openedUs,
    promises,
  };
}
