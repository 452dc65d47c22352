import type { OwnItFlag } from '../../playbook/flags.ts';
import type { PlaybookActs } from './acts.ts';
import type { KnownOfCase } from './known.ts';
import { ownerTeamBy, teamAt } from './team-stays.ts';

/** Another team was asked for help, and the case did not go there afterwards. */
function isHelpAsked({ helpAsked }: PlaybookActs, { hops, maturesUs }: KnownOfCase): boolean {
  return helpAsked.some(({ atUs, data: { team } }) => {
    const moved = hops.some((hop) => hop.team === team && hop.startUs > atUs && hop.startUs <= maturesUs);
    return !moved && teamAt(hops, atUs) !== team;
  });
}

/** A choice came with the denial, at once or later. */
function areAlternativesGiven({ denials, optionsUs }: PlaybookActs): boolean {
  return denials.every(({ atUs, data }) => (data.alternatives ?? 0) > 0 || (optionsUs !== null && optionsUs >= atUs));
}

/** O: nobody is passed on, who took it in owns it, owners reach across, and a "no" comes with alternatives. */
export function readOwnIt(acts: PlaybookActs, known: KnownOfCase): Readonly<Record<OwnItFlag, boolean>> {
  const { hops, maturesUs, handOffs, ownership } = known;
  const { faultTeam, taker } = acts;
  const owner = ownership.ownedUs !== null && ownership.ownedUs <= maturesUs ? ownership.firstOwner : null;
  const ownerTeam = faultTeam === null ? null : ownerTeamBy(hops, maturesUs);
  const faultTeamKnown = ownerTeam !== null;
  return {
    neverPassedOn: handOffs === 0,
    takerTold: taker !== null,
    ownedByTaker: taker !== null && owner === taker,
    faultTeamKnown,
    ownedByOtherTeam: faultTeamKnown && ownerTeam !== faultTeam,
    helpAsked: isHelpAsked(acts, known),
    deniedWithAlternatives: acts.denials.length > 0 && areAlternativesGiven(acts),
  };
}
