// The example of docs/playbook.md, worked out by hand.
import { readFileSync } from 'node:fs';
import { EVENT_TYPES, formatTimeUs, type CaseEvent } from '@finest-hour/events';
import { expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS, DAY_US } from '../book.ts';
import { measurePlaybook } from '../measure/playbook.ts';
import { NO_PLAYBOOK } from '../tally/playbook.ts';
import { playbookWindows } from '../tally/playbook-windows.ts';
import { tallyOpenInPublic, tallyPlaybook } from '../tally/reference-playbook.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { foldCustomer } from '../fold/fold-customer.ts';
import { readHistory } from '../fold/history.ts';
import { assigned, days, event, MINUTE_US, minutes, opened, owned, reopened, resolved } from '../testing/case-log.ts';
import { bought, customerEvent } from '../testing/customer-log.ts';
import { fold } from '../testing/fold.ts';
import { contact, kept, promised, solution } from '../testing/playbook.ts';
import { hasPlaybookFlag } from './bits.ts';
import { PLAYBOOK_SHARES, type PlaybookShare, type PlaybookShareName } from './shares.ts';
import { countSteps } from './steps.ts';

const ANN = { agent: 'Ann', team: 'desk' };
const BO = { agent: 'Bo', team: 'desk' };
const CY = { agent: 'Cy', team: 'ware' };
const by = (id: string) => ({ by: { kind: 'person', id } }) as const;
const stated = (day: number, satisfied: boolean, heard: boolean) =>
  event('satisfaction.stated', days(day), { satisfied, heard });

const ana: readonly CaseEvent[] = [
  opened({
    takenBy: 'Ann',
    detectedBy: 'customer',
    fault: 'ours',
    faultTeam: 'ware',
    preferredChannel: 'phone',
  }),
  assigned(minutes(0), ANN),
  owned(minutes(1), 'Ann'),
  event('thanks.given', minutes(5), { for: 'complaint' }),
  event('apology.made', minutes(5), {}),
  event('remedy.asked', minutes(6), { remedy: 'refund', ...by('Ann') }),
  event('expectation.confirmed', minutes(6), {}),
  promised(minutes(7), minutes(107)),
  event('responsibility.taken', minutes(8), {}),
  event('thanks.given', minutes(8), { for: 'loyalty' }),
  event('help.requested', minutes(9), { team: 'ware' }),
  solution(minutes(50), { kind: 'refund', tailored: true, withinAuthority: true }),
  kept(minutes(57)),
  contact(minutes(90), { kind: 'call' }),
  resolved(minutes(100), by('Ann')),
  event('satisfaction.asked', days(1), {}),
  stated(2, true, true),
  event('surprise.given', days(2), {}),
  event('feedback.shared', days(2), { team: 'ware', customerTold: true }),
];

const ben: readonly CaseEvent[] = [
  opened({ channel: 'email', takenBy: 'Ann', fault: 'third-party', preferredChannel: 'phone' }),
  assigned(minutes(0), BO),
  owned(minutes(10), 'Bo'),
  event('apology.made', minutes(120), {}),
  assigned(days(3), CY),
  owned(days(3), 'Cy'),
  event('options.offered', days(3), { count: 2 }),
  solution(days(3), { kind: 'exchange', tailored: false, withinAuthority: false }),
  contact(days(4), { channel: 'letter', kind: 'handwritten' }),
  resolved(days(5), by('Cy')),
  reopened(days(8), { reason: 'failed' }),
  event('case.went-public', days(9), { where: 'a forum' }),
];

const cat: readonly CaseEvent[] = [
  opened({ channel: 'social-listening', detectedBy: 'us', fault: 'ours', faultTeam: 'desk' }),
  assigned(minutes(0), ANN),
  event('remedy.asked', minutes(20), { remedy: 'refund', by: { kind: 'customer' } }),
  owned(minutes(30), 'Ann'),
  contact(minutes(40), { channel: 'email' }),
  event('promise.made', minutes(60), { promise: 'q', due: formatTimeUs(days(2)) }),
  event('request.denied', days(1), { request: 'r-1', alternatives: 1 }),
  event('case.went-public', days(1), { where: 'a blog' }),
  event('public.answered', days(1), { where: 'a blog' }),
  solution(days(2), { kind: 'help', request: 'r-1' }),
  kept(days(3), 'q'),
  resolved(days(3), by('Ann')),
  stated(4, false, false),
];

const dan: readonly CaseEvent[] = [opened({ channel: 'web' })];

const COMPLAINTS = [
  { events: ana, customer: [customerEvent('customer.recommended', days(3), {}), bought(days(60))] },
  { events: ben, customer: [] },
  { events: cat, customer: [bought(days(50))] },
  { events: dan, customer: [bought(days(10))] },
];

const facts = COMPLAINTS.flatMap(({ events, customer }, i) =>
  foldCustomer([{ ...fold(events).summary, customer: `customer-${i}` }], DEFAULT_BOOK_SETTINGS, readHistory(customer)),
);
const page = readFileSync(new URL('../../../../docs/playbook.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');

/** How many of how many complaints. */
const BY_HAND: Readonly<Record<PlaybookShareName, readonly [having: number, of: number]>> = {
  socialFirst: [1, 4],
  firstTeamResolved: [2, 3],
  finestHour: [1, 1],
  solutionFailed: [1, 3],
  expectationConfirmed: [1, 4],
  satisfactionAsked: [1, 4],
  satisfactionStated: [1, 1],
  tailored: [1, 2],
  remedyAsked: [1, 4],
  thankedFirst: [1, 2],
  heard: [1, 2],
  optionsOffered: [1, 4],
  neverSilent: [2, 4],
  promisesAllEarly: [1, 2],
  promiseMade: [2, 4],
  promisesAllKept: [1, 2],
  promiseLate: [1, 2],
  promiseUnkept: [0, 2],
  surprised: [1, 4],
  recommended: [1, 4],
  settledWithinAuthority: [1, 2],
  foundByUs: [1, 2],
  denied: [1, 4],
  deniedThenGranted: [1, 1],
  remedyGivenAsAsked: [1, 2],
  gaveRefund: [1, 3],
  gaveExchange: [1, 3],
  gaveRepair: [0, 3],
  gaveCredit: [0, 3],
  gaveHelp: [1, 3],
  gaveExplanation: [0, 3],
  gaveOther: [0, 3],
  wentPublic: [2, 4],
  answeredInPublic: [1, 2],
  apologized: [2, 4],
  apologizedInHour: [1, 4],
  responsibilityTaken: [1, 2],
  wonBackOurFault: [1, 2],
  wonBackFaultOfOthers: [0, 1],
  thankedForLoyalty: [1, 4],
  feedbackShared: [1, 2],
  customerTold: [1, 1],
  followedUpInDay: [1, 4],
  byPreferredChannel: [1, 2],
  handwritten: [1, 4],
  neverPassedOn: [3, 4],
  ownedByTaker: [1, 2],
  ownedByOtherTeam: [1, 2],
  helpAsked: [1, 1],
  deniedWithAlternatives: [1, 1],
};

test.each(Object.keys(BY_HAND) as readonly PlaybookShareName[])('%s is as worked out by hand', (name) => {
  const { of, flag }: PlaybookShare = PLAYBOOK_SHARES[name];
  const among = facts.filter(({ playbook }) => of === null || hasPlaybookFlag(playbook, of));
  const having = among.filter(({ playbook }) => hasPlaybookFlag(playbook, flag));
  expect([having.length, among.length]).toEqual(BY_HAND[name]);
});

test('verdicts, steps, lengths and promises are as worked out by hand', () => {
  const of = facts.map(({ verdict, summary: { playbook } }) => ({ verdict, ...playbook }));
  expect(of.map(({ verdict }) => verdict)).toEqual(['confirmed', 'reopened', 'saidNo', 'unresolved']);
  const steps = facts.map(({ summary }) => countSteps(summary.playbook.flags));
  expect(steps.map(({ done, applicable }) => [done, applicable])).toEqual([
    [20, 20],
    [0, 14],
    [6, 18],
    [1, 8],
  ]);
  expect(of.map(({ apologyUs }) => apologyUs)).toEqual([5 * MINUTE_US, 120 * MINUTE_US, null, null]);
  expect(of.map(({ unapologizedUs }) => unapologizedUs)).toEqual([null, null, 3 * DAY_US, null]);
  expect(of.map(({ silenceUs }) => silenceUs)).toEqual([42 * MINUTE_US, 36 * DAY_US, DAY_US, 44 * DAY_US]);
  expect(of.map(({ resolverUs }) => resolverUs)).toEqual([0, 3 * DAY_US, 0, null]);
  expect(of.map(({ publicUs }) => publicUs)).toEqual([null, 9 * DAY_US, DAY_US, null]);
  expect(of.map(({ promises: { early, late } }) => [early, late])).toEqual([
    [1, 0],
    [0, 0],
    [0, 1],
    [0, 0],
  ]);
});

test('what is measured over all four is as worked out by hand, and as docs/playbook.md tells it', () => {
  const asOfUs = days(200);
  const always = { fromUs: days(-100), toUs: days(400) };
  const query = tallyQuery({ asOfUs, maturedUntilUs: asOfUs - 44 * DAY_US, valueCoverage: always });
  const told = new Map(EVENT_TYPES.map(({ type }) => [type, always] as const));
  const windows = playbookWindows(told, 44 * DAY_US, asOfUs);
  const tally = tallyPlaybook(facts, { ...query, windows, coaching: null }).get(null) ?? NO_PLAYBOOK;
  const openInPublic = tallyOpenInPublic(facts, {});
  const measured = measurePlaybook(tally, { bins: query.bins, openInPublic, isCoached: false });
  const { everyStep, stepsDone, promises, promiseMargin, comebacks } = measured;
  expect([everyStep.cases, everyStep.n, stepsDone.done, stepsDone.applicable]).toEqual([1, 4, 27, 60]);
  expect(promises).toEqual({ early: 1, onTime: 0, late: 1, broken: 0 });
  // Half of two are kept by Ana's, 50 minutes before it was due; within the 2 % of a bin.
  expect((promiseMargin.medianSeconds.value ?? 0) / -3000).toBeCloseTo(1, 1);
  expect(promiseMargin.n).toBe(2);
  expect([comebacks.surprised.cases, comebacks.surprised.n]).toEqual([1, 1]);
  expect([comebacks.unsurprised.value, comebacks.unsurprised.n]).toEqual([2 / 3, 3]);
  expect(openInPublic).toBe(1);
  for (const words of [
    'Ana’s is kept 50 minutes before it was due, Cat’s a day after: half by 50 minutes before.',
    'One of two was kept early, one late.',
    'back are 1 of 1, and 2 of 3 of the others',
    'Ben’s alone is open in public.',
  ])
    expect(page).toContain(words);
});

test('docs/playbook.md tells the same', () => {
  for (const [name, [having, of]] of Object.entries(BY_HAND)) {
    const told = [...page.matchAll(new RegExp(`\`${name}\` (\\d of \\d)`, 'g'))].map(([, words]) => words);
    expect(new Set(told), name).toEqual(new Set([`${having} of ${of}`]));
  }
});
