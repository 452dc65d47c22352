import type { NightmareFlag } from '../../playbook/flags.ts';
import type { PlaybookActs } from './acts.ts';
import type { KnownOfCase } from './known.ts';

type Denial = PlaybookActs['denials'][number];

/**
 * What was denied was granted later: a solution of the same request, or, where the denial names none, one of the kind that
 * the customer asked for.
 */
function isGranted({ atUs, data: { request } }: Denial, { solutions, remedy }: PlaybookActs): boolean {
  return solutions.some((solution) => {
    if (solution.atUs < atUs) return false;
    return request === undefined ? solution.data.kind === remedy : solution.data.request === request;
  });
}

/** Wherever the customer went public, somebody answered there, and not before. */
function isAnswered({ publicities, answers }: PlaybookActs): boolean {
  return publicities.every(({ atUs, data: { where } }) =>
    answers.some((answer) => answer.atUs >= atUs && answer.data.where === where),
  );
}

/** N: settled without asking permission, found first, no needless "no", nothing left standing in public. */
export function readNightmare(
  acts: PlaybookActs,
  { ordered: { opening }, ownership }: KnownOfCase,
): Readonly<Record<NightmareFlag, boolean>> {
  const { denials, solutions, remedy } = acts;
  const authority = solutions.map(({ data }) => data.withinAuthority).filter((told) => told !== undefined);
  const remedyComparable = remedy !== null && solutions.length > 0;
  const wentPublic = acts.wentPublicUs !== null;
  const given = solutions.at(-1)?.data.kind;
  return {
    authorityTold: authority.length > 0,
    settledWithinAuthority: authority.length > 0 && !authority.includes(false) && ownership.firstOwnerResolved,
    detectionTold: opening.data.detectedBy !== undefined,
    foundByUs: opening.data.detectedBy === 'us',
    denied: denials.length > 0,
    deniedThenGranted: denials.some((denial) => isGranted(denial, acts)),
    remedyComparable,
    remedyGivenAsAsked: remedyComparable && solutions.some(({ data }) => data.kind === remedy),
    wentPublic,
    answeredInPublic: wentPublic && isAnswered(acts),
    remedyGiven: given !== undefined,
    gaveRefund: given === 'refund',
    gaveExchange: given === 'exchange',
    gaveRepair: given === 'repair',
    gaveCredit: given === 'credit',
    gaveHelp: given === 'help',
    gaveExplanation: given === 'explanation',
    gaveOther: given === 'other',
  };
}
