/** What the playbook asks of a case, yes or no. Unless said, as known at maturity (opening + T + D). */

const HOUSTON = [
  'socialFirst', // the complaint was heard first by listening to what is said in public
  'resolverKnown', // both the first team that is no front desk and the team that resolved it are known
  'firstTeamResolved', // … and they are the same
  'solved', // there was something that could fail: a solution, or a resolution
  'solutionFailed', // a solution failed, or the case was reopened because it had
  'solutionHeld', // solved, and none of that
  'expectationConfirmed', // what the customer expects was confirmed
  'satisfactionAsked', // the customer was asked whether they are satisfied
  'satisfactionStated', // the customer said whether they are, asked or not
  'expectationThenSatisfaction', // expectation confirmed, and satisfaction asked
  'tailoringTold', // of some solution it is known whether it was tailored
  'tailored', // the last of those was
  'remedyAsked', // the customer was asked what would put it right
] as const;

const VICTORY = [
  'apologized', // a person apologized
  'apologizedInHour', // … within an hour of the opening
  'thankedFirst', // … and had thanked for the complaint by then
  'heardTold', // the customer said whether they felt heard
  'heard', // … and by the last word did
  'optionsOffered', // the customer was given a choice
  'neverSilent', // no 24 hours without a word to the customer while the case was open
  'promiseMade', // something was promised
  'promiseSettled', // a promise was kept, or fell due and was not withdrawn before
  'promisesAllEarly', // all settled promises were kept early
  'promisesAllKept', // … by their first due time
  'promiseLate', // one was kept too late
  'promiseUnkept', // one was due and not kept
  'surprised', // the customer was given more than they asked for
] as const;

const NIGHTMARE_SETTLED = [
  'authorityTold', // of some solution it is known whether it was within its giver's own authority
  'settledWithinAuthority', // all of those were, and the first owner resolved the case
  'detectionTold', // it is known who found the failure
  'foundByUs', // … we did, before the customer
] as const;

const NIGHTMARE_ANSWERED = [
  'denied', // a request was denied
  'deniedThenGranted', // … and granted later on
  'remedyComparable', // a remedy was asked for, and a solution given
  'remedyGivenAsAsked', // … and one was of the kind last asked for
  'wentPublic', // the customer went public
  'answeredInPublic', // … and was answered wherever they did
] as const;

const MISHAPS = [
  'ourFault', // the fault was ours
  'faultOfOthers', // the fault was the customer's own, or a third party's
  'responsibilityTaken', // somebody told the customer that it was
  'thankedForLoyalty', // the customer was thanked for staying
  'feedbackShared', // the team at fault was told; any team, where it is not known which is
  'customerTold', // … and the customer was told of that
  'thankedAndShared', // thanked for the loyalty, and feedback shared
  'followedUpInDay', // followed up within 24 hours
  'preferredChannelTold', // it is known how the customer wants to be reached
  'byPreferredChannel', // … and a person did so
  'handwritten', // a handwritten note was sent
] as const;

const OWN_IT = [
  'neverPassedOn', // no hand-off between people, ever
  'takerTold', // it is known who took the complaint in
  'ownedByTaker', // … and they were its first owner
  'faultTeamKnown', // the team at fault and the team of the last owner are known
  'ownedByOtherTeam', // … and differ
  'helpAsked', // another team was asked for help, and the case did not move there
  'deniedWithAlternatives', // a request was denied, and each denial came with alternatives
] as const;

/** What only the customer's other events tell: stage 2, up to AFTERWARDS_DAYS after maturity. */
const AFTERWARDS = [
  'wonBack', // recovered, by the verdict
  'finestHour', // … and then a surprise, a recommendation or a purchase
  'recommended', // the customer recommended us
] as const;

/** What the last solution was; one of the seven, of a case with any. */
const REMEDIES = [
  'remedyGiven', // there was a solution
  'gaveRefund',
  'gaveExchange',
  'gaveRepair',
  'gaveCredit',
  'gaveHelp',
  'gaveExplanation',
  'gaveOther',
] as const;

export type HoustonFlag = (typeof HOUSTON)[number];
export type VictoryFlag = (typeof VICTORY)[number];
export type NightmareFlag = (typeof NIGHTMARE_SETTLED | typeof NIGHTMARE_ANSWERED | typeof REMEDIES)[number];
export type MishapsFlag = (typeof MISHAPS)[number];
export type OwnItFlag = (typeof OWN_IT)[number];
export type AfterwardsFlag = (typeof AFTERWARDS)[number];

/** Yes-or-no facts of a case, a bit each in this order; what is asked of together stands in one number of bits. */
export const PLAYBOOK_WORDS = [
  [...HOUSTON, ...VICTORY, ...NIGHTMARE_SETTLED],
  [...NIGHTMARE_ANSWERED, ...MISHAPS, ...OWN_IT, ...AFTERWARDS],
  REMEDIES,
] as const;
export type PlaybookFlag = (typeof PLAYBOOK_WORDS)[number][number];
export const PLAYBOOK_FLAGS: readonly PlaybookFlag[] = PLAYBOOK_WORDS.flat();
