import type {
  Difference,
  PlaybookDuration,
  PlaybookShareName,
  StepMeasures,
  StepName,
  StepShare,
} from '@finest-hour/metrics';
import { PLAYBOOK_SHARES, type Needs } from '@finest-hour/metrics';
import { counted, duration } from './numbers.ts';

/** The five playbooks, and what each step of them asks. */
export const PLAYBOOKS: readonly {
  readonly name: string;
  readonly steps: Readonly<Partial<Record<StepName, string>>>;
}[] = [
  {
    name: 'Houston',
    steps: {
      H1: 'Hear every complaint',
      H2: 'Bring it to who can solve it',
      H3: 'Make it a finest hour',
      H4: 'Don’t make it worse by guessing',
      H5: 'Confirm what is expected, then ask',
      H6: 'Tailor the answer',
      H7: 'Ask what would put it right',
    },
  },
  {
    name: 'Victory from the jaws of defeat',
    steps: {
      V1: 'Thank, then apologize',
      V2: 'Let the customer feel heard',
      V3: 'Never go silent',
      V4: 'Be better than the promise',
      V5: 'Follow up on it',
      V6: 'Surprise the customer',
      V7: 'Win an advocate',
      V8: 'The whole playbook, on every case',
    },
  },
  {
    name: 'Nightmare avoided',
    steps: {
      N1: 'Let employees settle it',
      N2: 'Find it before the customer does',
      N3: 'Listen',
      N4: 'Provide a solution',
      N5: 'Answer in public what is public',
      N6: 'Keep vanity apart',
    },
  },
  {
    name: 'Mishaps',
    steps: {
      M1: 'Apologize at the first moment',
      M2: 'Take responsibility',
      M3: 'Thank for the loyalty, share the feedback',
      M4: 'Follow up within a day',
      M5: 'Be honest about small numbers',
    },
  },
  {
    name: 'Own it',
    steps: {
      O1: 'Pass nobody on',
      O2: 'Who picks up the phone owns it',
      O3: 'Make months of run-around an hour',
      O4: 'Reach across departments',
      O5: 'Understand first: no rework',
      O6: 'Where the answer is no, offer alternatives',
    },
  },
];

/** Each share as what its cases have in common; "of …" says of which cases. */
export const SHARE_WORDS: Readonly<Record<PlaybookShareName, readonly [what: string, of: string]>> = {
  socialFirst: ['first heard in public', ''],
  firstTeamResolved: ['resolved by the first team that had it', 'whose team is known'],
  finestHour: ['then surprised, recommended or bought again', 'won back'],
  solutionFailed: ['a solution failed', 'with a solution'],
  expectationConfirmed: ['expectation confirmed', ''],
  satisfactionAsked: ['asked whether they are satisfied', ''],
  satisfactionStated: ['said so', 'asked'],
  tailored: ['tailored', 'of which it is told'],
  remedyAsked: ['asked what would put it right', ''],
  apologized: ['apologized', ''],
  apologizedInHour: ['apologized within the hour', ''],
  thankedFirst: ['thanked before the apology', 'apologized to'],
  heard: ['felt heard', 'who said'],
  optionsOffered: ['options offered', ''],
  neverSilent: ['never a day without a word', ''],
  promiseMade: ['something was promised', ''],
  promisesAllEarly: ['all kept early', 'with promises due'],
  promisesAllKept: ['all kept in time', 'with promises due'],
  promiseLate: ['one was kept late', 'with promises due'],
  promiseUnkept: ['one was not kept', 'with promises due'],
  surprised: ['surprised', ''],
  recommended: ['recommended us', ''],
  settledWithinAuthority: ['settled by the first owner', 'whose authority is told'],
  foundByUs: ['found by us first', 'of which it is told'],
  denied: ['a request was denied', ''],
  deniedThenGranted: ['granted later', 'denied'],
  deniedWithAlternatives: ['with alternatives', 'denied'],
  remedyGivenAsAsked: ['given what they asked for', 'that asked'],
  gaveRefund: ['given a refund', 'with a solution'],
  gaveExchange: ['given an exchange', 'with a solution'],
  gaveRepair: ['given a repair', 'with a solution'],
  gaveCredit: ['given a credit', 'with a solution'],
  gaveHelp: ['given help', 'with a solution'],
  gaveExplanation: ['given an explanation', 'with a solution'],
  gaveOther: ['given something else', 'with a solution'],
  wentPublic: ['went public', ''],
  answeredInPublic: ['answered there', 'that went public'],
  responsibilityTaken: ['responsibility taken', 'that were our fault'],
  wonBackOurFault: ['won back, our fault', 'that were our fault'],
  wonBackFaultOfOthers: ['won back, not our fault', 'that were not our fault'],
  thankedForLoyalty: ['thanked for their loyalty', ''],
  feedbackShared: ['told the team at fault', 'that were our fault'],
  customerTold: ['told the customer so', 'of which a team was told'],
  followedUpInDay: ['followed up within a day', ''],
  byPreferredChannel: ['by the channel they prefer', 'of which it is known'],
  handwritten: ['a handwritten note', ''],
  neverPassedOn: ['never passed on', ''],
  ownedByTaker: ['owned by who took it in', 'of which it is known'],
  ownedByOtherTeam: ['owned outside the team at fault', 'of which it is known'],
  helpAsked: ['help asked for across teams', 'owned outside the team at fault'],
};

/** What to push so that a share can be measured: the event types that it is told from. */
export function needsOf(name: PlaybookShareName): string {
  const { needs, needsAny = [] }: Needs = PLAYBOOK_SHARES[name];
  const all = [...needs, ...(needsAny.length > 0 ? [needsAny.join(' or ')] : [])];
  return all.join(' and ');
}

/** Of which cases a share is told, and of how many. */
export function populationWords(name: PlaybookShareName, { n }: StepShare): string {
  const [, of] = SHARE_WORDS[name];
  return `of ${counted(n, 'complaint')}${of === '' ? '' : ` ${of}`}`;
}

/** A list narrowed to who has what a share tells, or has not; nothing for a name that is none. */
export function shareFilterWords(name: 'with' | 'without', share: string): readonly string[] {
  const found = Object.entries(SHARE_WORDS).find(([known]) => known === share);
  if (found === undefined) return [];
  const [what, of] = found[1];
  return [`${of === '' ? 'Complaints' : `Complaints ${of}`}: ${name === 'with' ? what : `not “${what}”`}`];
}

/** Why a share has no value. */
export function untoldWords(name: PlaybookShareName, { notCovered }: StepShare): string {
  const needs = needsOf(name);
  if (notCovered > 0 && needs !== '') return `Not measured: ${needs} did not arrive all the while.`;
  if (notCovered > 0) return 'Not measured yet: too early to tell.';
  const [, of] = SHARE_WORDS[name];
  return of === '' ? 'No complaint with a verdict.' : `No complaint ${of}.`;
}

/** What of a difference of shares is sure: in points, with its interval. */
export function differenceWords({ value, low, high }: Difference): string {
  if (value === null || low === null || high === null) return 'The difference is not told.';
  const points = (share: number) => (share * 100).toFixed(0).replace('-', '−');
  const interval = `${points(value)} points, likely ${points(low)} to ${points(high)}`;
  return low > 0 || high < 0 ? `That differs: ${interval}.` : `No difference can be told: ${interval}.`;
}

/** By when half of the promises were kept, from seconds after they were due; null: half never were. */
export function marginWords(seconds: number | null): string {
  if (seconds === null) return 'not half of the promises were kept';
  if (seconds === 0) return 'half of the promises were kept by the time they were due';
  return `half of the promises were kept by ${duration(Math.abs(seconds))} ${seconds < 0 ? 'before' : 'after'} they were due`;
}

/** The measures of a step. A step of a report is never missing. */
export function stepOf(steps: readonly StepMeasures[], name: StepName): StepMeasures {
  return steps.find(({ step }) => step === name) ?? { step: name, shares: {}, durations: {} };
}

/** Median and ninth decile. An apology that so many never got is told as that. */
export function spreadWords(
  of: PlaybookDuration,
  { medianSeconds, p90Seconds }: NonNullable<StepMeasures['durations'][PlaybookDuration]>,
): string {
  const told = (share: string, seconds: number | null) =>
    seconds !== null
      ? `${share} within ${duration(seconds)}`
      : of === 'apology'
        ? `fewer than ${share} ever`
        : `${share} not told`;
  return `${told('half', medianSeconds.value)}, ${told('9 in 10', p90Seconds.value)}`;
}
