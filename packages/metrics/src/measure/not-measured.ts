import { VALUE_TYPES, type Coverage } from '../coverage.ts';

/** Holders are told by either: who is assigned, or who accepts. */
const HOLDING = ['case.assigned', 'case.owned'];
/** What a holder does that shows the case is theirs (fold/acts.ts). */
const OWNING_ACTS = [
  'contact.made',
  'apology.made',
  'promise.made',
  'solution.provided',
  'options.offered',
  'request.denied',
  'case.resolved',
];

interface Need {
  /** Of each row, one of these types must have arrived at some time. */
  readonly types: readonly (readonly string[])[];
  /** What to tell where it did not. */
  readonly reason: string;
}

const NO_HOLDERS = 'nobody tells who holds a case: push case.assigned or case.owned';

const NEEDS = {
  recoveryRate: {
    // Who tells of other ends would tell of resolutions: then a case without one is unresolved.
    types: [['case.resolved', 'case.closed', 'case.withdrawn', 'case.reopened']],
    reason: 'no end of a case ever arrived: push case.resolved, so that it can be told what was recovered',
  },
  confirmedRecoveryRate: {
    types: [['satisfaction.stated']],
    reason: 'what customers said never arrived: connect a survey, or push satisfaction.stated',
  },
  askedSatisfaction: {
    types: [['satisfaction.asked']],
    reason: 'whether customers were asked never arrived: connect a survey, or push satisfaction.asked',
  },
  routed: { types: [HOLDING], reason: NO_HOLDERS },
  timeToOwnership: {
    types: [HOLDING, ['case.owned', ...OWNING_ACTS]],
    reason: 'nobody tells who accepts a case or acts on it: push case.owned, or what the holder of a case does',
  },
  handOffs: { types: [HOLDING], reason: NO_HOLDERS },
  repeatLoyalty: {
    types: [VALUE_TYPES],
    reason: 'no purchases, renewals or visits arrive: connect a shop, or push customer.purchased',
  },
  followedUp: {
    types: [['contact.made']],
    reason: 'no messages to customers ever arrived: connect the help desk, or push contact.made',
  },
  promiseBroken: {
    types: [['promise.made'], ['promise.kept']],
    reason: 'promises and their keeping never arrived: push promise.made and promise.kept',
  },
  withoutPromise: { types: [['promise.made']], reason: 'no promise ever arrived: push promise.made' },
  promiseWithdrawn: {
    types: [['promise.made'], ['promise.withdrawn']],
    reason: 'no withdrawn promise ever arrived: push promise.withdrawn where one is taken back',
  },
} as const satisfies Record<string, Need>;
export type Measurable = keyof typeof NEEDS;

/** What can't be measured as the events that tell it never arrived, from any source, and what to do about it. */
export type NotMeasured = Readonly<Partial<Record<Measurable, string>>>;

/** Measures of the case's own feed say nothing before the first case: there is nothing that they leave out. */
const OWN_FEED: ReadonlySet<Measurable> = new Set(['recoveryRate', 'routed', 'timeToOwnership', 'handOffs']);

/**
 * What can't be measured at all. That a type once arrived and does no more is another matter: a feed of its own is
 * then not covered (tally/seen.ts), but a quiet week of a small company is no dead feed of its help desk.
 */
export function notMeasured(coverage: Coverage): NotMeasured {
  const arrived = ({ types }: Need) => types.every((some) => some.some((type) => coverage.has(type)));
  const anyCase = coverage.has('case.opened');
  return Object.fromEntries(
    (Object.keys(NEEDS) as Measurable[])
      .filter((name) => !arrived(NEEDS[name]) && (anyCase || !OWN_FEED.has(name)))
      .map((name) => [name, NEEDS[name].reason]),
  );
}
