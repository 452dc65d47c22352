import type { PlaybookShareName } from '@finest-hour/metrics';

/**
 * Every share of a company of three: "whole" did everything, "nearly" all but the surprise, "bare" next to nothing.
 * Of the 22 steps that are asked of one case, whole did 22 and nearly 21; to bare apply H2, H4, O1, which were done, and
 * H5, H7, V1, V3, V6, M1 to M4, which were not: 46 of 56 in all.
 */
export const START: Readonly<Record<PlaybookShareName, string>> = {
  socialFirst: '0 of 3', // all three came by phone
  firstTeamResolved: '3 of 3', // service had it first, and resolved it
  finestHour: '1 of 3', // all won back, and then whole recommended us and bought
  solutionFailed: '0 of 3',
  expectationConfirmed: '2 of 3', // all but bare
  satisfactionAsked: '2 of 3',
  satisfactionStated: '2 of 2', // both of those asked
  tailored: '2 of 2', // of bare nothing is told
  remedyAsked: '2 of 3', // by confirming the expectation of a refund
  thankedFirst: '2 of 2', // both apologies came with thanks
  heard: '2 of 2',
  optionsOffered: '2 of 3',
  neverSilent: '2 of 3', // bare: silent from hour 1 to hour 36
  promisesAllEarly: '2 of 2',
  promiseMade: '2 of 3',
  promisesAllKept: '2 of 2',
  promiseLate: '0 of 2',
  promiseUnkept: '0 of 2',
  surprised: '1 of 3', // whole
  recommended: '1 of 3', // whole
  settledWithinAuthority: '2 of 2',
  foundByUs: '0 of 2', // of bare it is not told
  denied: '2 of 3',
  deniedThenGranted: '2 of 2',
  remedyGivenAsAsked: '2 of 2', // a refund both
  gaveRefund: '2 of 2',
  gaveExchange: '0 of 2',
  gaveRepair: '0 of 2',
  gaveCredit: '0 of 2',
  gaveHelp: '0 of 2',
  gaveExplanation: '0 of 2',
  gaveOther: '0 of 2',
  wentPublic: '2 of 3',
  answeredInPublic: '2 of 2',
  apologized: '2 of 3',
  apologizedInHour: '2 of 3', // after five minutes
  responsibilityTaken: '2 of 3', // our fault in all three
  wonBackOurFault: '3 of 3',
  wonBackFaultOfOthers: '0 of 0',
  thankedForLoyalty: '2 of 3',
  feedbackShared: '2 of 3',
  customerTold: '2 of 2',
  followedUpInDay: '2 of 3', // bare: one message, and resolved on the second day
  byPreferredChannel: '2 of 3', // bare: by phone, and would have liked e-mail
  handwritten: '2 of 3',
  neverPassedOn: '3 of 3',
  ownedByTaker: '2 of 2', // who took bare in is not told
  ownedByOtherTeam: '2 of 2', // service for the kitchen; of bare the team at fault is not told
  helpAsked: '2 of 2',
  deniedWithAlternatives: '2 of 2',
};
