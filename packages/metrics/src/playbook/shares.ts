import { VALUE_TYPES } from '../coverage.ts';
import type { PlaybookFlag } from './flags.ts';

/** The steps of the five playbooks: Houston, Victory, Nightmare, Mishaps, Own it. */
export const STEP_NAMES = [
  ...(['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7'] as const),
  ...(['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8'] as const),
  ...(['N1', 'N2', 'N3', 'N4', 'N5', 'N6'] as const),
  ...(['M1', 'M2', 'M3', 'M4', 'M5'] as const),
  ...(['O1', 'O2', 'O3', 'O4', 'O5', 'O6'] as const),
] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** Event types that must have been told while the case lasted; where they were not, it is not measured, and no "no". */
export interface Needs {
  /** All of these. */
  readonly needs: readonly string[];
  /** And one of these. */
  readonly needsAny?: readonly string[];
}

/** A share of the cases with one flag (null: of all), less those `without`, that have another. */
export interface PlaybookShare extends Needs {
  readonly step: StepName;
  readonly of: PlaybookFlag | null;
  readonly without?: PlaybookFlag;
  readonly flag: PlaybookFlag;
  /** Days after maturity for which the case must have been watched as well. */
  readonly watchedDays?: number;
}

/** For how long after the verdict the customer is watched. */
export const AFTERWARDS_DAYS = 90;

const KEEPING = ['promise.made', 'promise.kept'];

/** Every share of the playbook, by the step that it measures first. */
export const PLAYBOOK_SHARES = {
  socialFirst: { step: 'H1', of: null, flag: 'socialFirst', needs: [] },
  firstTeamResolved: { step: 'H2', of: 'resolverKnown', flag: 'firstTeamResolved', needs: [] },
  finestHour: {
    step: 'H3',
    of: 'wonBack',
    flag: 'finestHour',
    needs: [],
    needsAny: ['surprise.given', 'customer.recommended', ...VALUE_TYPES],
    watchedDays: AFTERWARDS_DAYS,
  },
  solutionFailed: {
    step: 'H4',
    of: 'solved',
    flag: 'solutionFailed',
    needs: [],
    needsAny: ['solution.failed', 'case.reopened'],
  },
  expectationConfirmed: { step: 'H5', of: null, flag: 'expectationConfirmed', needs: ['expectation.confirmed'] },
  satisfactionAsked: { step: 'H5', of: null, flag: 'satisfactionAsked', needs: ['satisfaction.asked'] },
  satisfactionStated: {
    step: 'H5',
    of: 'satisfactionAsked',
    flag: 'satisfactionStated',
    needs: ['satisfaction.asked', 'satisfaction.stated'],
  },
  tailored: { step: 'H6', of: 'tailoringTold', flag: 'tailored', needs: ['solution.provided'] },
  remedyAsked: {
    step: 'H7',
    of: null,
    flag: 'remedyAsked',
    needs: [],
    needsAny: ['remedy.asked', 'expectation.confirmed'],
  },
  thankedFirst: { step: 'V1', of: 'apologized', flag: 'thankedFirst', needs: ['apology.made', 'thanks.given'] },
  heard: { step: 'V2', of: 'heardTold', flag: 'heard', needs: ['satisfaction.stated'] },
  optionsOffered: { step: 'V3', of: null, flag: 'optionsOffered', needs: ['options.offered'] },
  neverSilent: { step: 'V3', of: null, flag: 'neverSilent', needs: ['contact.made'] },
  promisesAllEarly: { step: 'V4', of: 'promiseSettled', flag: 'promisesAllEarly', needs: KEEPING },
  promiseMade: { step: 'V5', of: null, flag: 'promiseMade', needs: ['promise.made'] },
  promisesAllKept: { step: 'V5', of: 'promiseSettled', flag: 'promisesAllKept', needs: KEEPING },
  promiseLate: { step: 'V5', of: 'promiseSettled', flag: 'promiseLate', needs: KEEPING },
  promiseUnkept: { step: 'V5', of: 'promiseSettled', flag: 'promiseUnkept', needs: KEEPING },
  surprised: { step: 'V6', of: null, flag: 'surprised', needs: ['surprise.given'] },
  recommended: {
    step: 'V7',
    of: null,
    flag: 'recommended',
    needs: ['customer.recommended'],
    watchedDays: AFTERWARDS_DAYS,
  },
  settledWithinAuthority: {
    step: 'N1',
    of: 'authorityTold',
    flag: 'settledWithinAuthority',
    needs: ['solution.provided'],
  },
  foundByUs: { step: 'N2', of: 'detectionTold', flag: 'foundByUs', needs: [] },
  denied: { step: 'N4', of: null, flag: 'denied', needs: ['request.denied'] },
  deniedThenGranted: {
    step: 'N4',
    of: 'denied',
    flag: 'deniedThenGranted',
    needs: ['request.denied', 'solution.provided'],
  },
  remedyGivenAsAsked: {
    step: 'N4',
    of: 'remedyComparable',
    flag: 'remedyGivenAsAsked',
    needs: ['solution.provided'],
    needsAny: ['remedy.asked', 'expectation.confirmed'],
  },
  gaveRefund: { step: 'N4', of: 'remedyGiven', flag: 'gaveRefund', needs: ['solution.provided'] },
  gaveExchange: { step: 'N4', of: 'remedyGiven', flag: 'gaveExchange', needs: ['solution.provided'] },
  gaveRepair: { step: 'N4', of: 'remedyGiven', flag: 'gaveRepair', needs: ['solution.provided'] },
  gaveCredit: { step: 'N4', of: 'remedyGiven', flag: 'gaveCredit', needs: ['solution.provided'] },
  gaveHelp: { step: 'N4', of: 'remedyGiven', flag: 'gaveHelp', needs: ['solution.provided'] },
  gaveExplanation: { step: 'N4', of: 'remedyGiven', flag: 'gaveExplanation', needs: ['solution.provided'] },
  gaveOther: { step: 'N4', of: 'remedyGiven', flag: 'gaveOther', needs: ['solution.provided'] },
  wentPublic: { step: 'N5', of: null, flag: 'wentPublic', needs: ['case.went-public'] },
  answeredInPublic: {
    step: 'N5',
    of: 'wentPublic',
    flag: 'answeredInPublic',
    needs: ['case.went-public', 'public.answered'],
  },
  apologized: { step: 'M1', of: null, flag: 'apologized', needs: ['apology.made'] },
  apologizedInHour: { step: 'M1', of: null, flag: 'apologizedInHour', needs: ['apology.made'] },
  responsibilityTaken: {
    step: 'M2',
    of: 'ourFault',
    flag: 'responsibilityTaken',
    needs: ['responsibility.taken'],
  },
  wonBackOurFault: { step: 'M2', of: 'ourFault', flag: 'wonBack', needs: [] },
  wonBackFaultOfOthers: { step: 'M2', of: 'faultOfOthers', flag: 'wonBack', needs: [] },
  thankedForLoyalty: { step: 'M3', of: null, flag: 'thankedForLoyalty', needs: ['thanks.given'] },
  feedbackShared: { step: 'M3', of: 'ourFault', flag: 'feedbackShared', needs: ['feedback.shared'] },
  customerTold: { step: 'M3', of: 'feedbackShared', flag: 'customerTold', needs: ['feedback.shared'] },
  followedUpInDay: { step: 'M4', of: null, flag: 'followedUpInDay', needs: ['contact.made'] },
  byPreferredChannel: { step: 'M4', of: 'preferredChannelTold', flag: 'byPreferredChannel', needs: ['contact.made'] },
  handwritten: { step: 'M4', of: null, flag: 'handwritten', needs: ['contact.made'] },
  neverPassedOn: { step: 'O1', of: null, flag: 'neverPassedOn', needs: [] },
  ownedByTaker: { step: 'O2', of: 'takerTold', flag: 'ownedByTaker', needs: [] },
  ownedByOtherTeam: { step: 'O4', of: 'faultTeamKnown', flag: 'ownedByOtherTeam', needs: [] },
  helpAsked: { step: 'O4', of: 'ownedByOtherTeam', flag: 'helpAsked', needs: ['help.requested'] },
  deniedWithAlternatives: { step: 'O6', of: 'denied', flag: 'deniedWithAlternatives', needs: ['request.denied'] },
} as const satisfies Record<string, PlaybookShare>;
export type PlaybookShareName = keyof typeof PLAYBOOK_SHARES;
