import type { CoachedShare, Report } from '@finest-hour/metrics';
import { DAY_MINUTES, event, opened } from './company.ts';
import { givenToBare, lengths, playbookOf, toldOf, type Row } from './row.ts';

function coachingOf(report: Report) {
  const { coaching } = playbookOf(report);
  if (coaching === null) throw new Error('nobody was coached');
  return coaching;
}

const both = ({ coached, notCoached, difference }: CoachedShare) => [
  toldOf(coached),
  toldOf(notCoached),
  difference.value,
];

export const NIGHTMARE: readonly Row[] = [
  {
    step: 'N1',
    what: 'bare is solved with leave from above',
    push: ({ bare }) => [event('solution.provided', bare, 180, { kind: 'credit', withinAuthority: false })],
    steps: ['46 of 56', '46 of 57'],
    moves: { settledWithinAuthority: ['2 of 2', '2 of 3'], ...givenToBare('gaveCredit') },
  },
  {
    step: 'N1',
    what: 'service is coached the day before, repairs are not, and settle nothing of their one complaint',
    push: (of) => [
      event('agent.joined', `ann of ${of.product}`, -2 * DAY_MINUTES, { team: 'service' }),
      event('agent.coached', `ann of ${of.product}`, -DAY_MINUTES, { topic: 'listening' }),
      opened(of, of.more, 0, { team: 'repairs' }),
      event('solution.provided', of.more, 180, { kind: 'credit', withinAuthority: false }),
    ],
    steps: ['46 of 56', '48 of 66'], // as H1, and H4, which is done, and N1
    moves: { settledWithinAuthority: ['2 of 2', '2 of 3'] },
    isOtherCompany: true,
    figures: [
      {
        of: 'weeks, and teams coached and not', // before, all are of service
        tell: (report) => [coachingOf(report).weeks, coachingOf(report).teams],
        before: [0, { coached: 0, notCoached: 0 }],
        after: [1, { coached: 1, notCoached: 1 }],
      },
      {
        of: 'settled within authority, coached and not',
        tell: (report) => both(coachingOf(report).settledWithinAuthority),
        before: ['0 of 0', '0 of 0', null],
        after: ['2 of 2', '0 of 1', 1],
      },
      {
        of: 'won back, coached and not',
        tell: (report) => both(coachingOf(report).recovered),
        before: ['0 of 0', '0 of 0', null],
        after: ['3 of 3', '0 of 1', 1],
      },
    ],
  },
  {
    step: 'N2',
    what: 'a fourth failure is found by us',
    push: (of) => [opened(of, of.more, 0, { detectedBy: 'us' })],
    steps: ['46 of 56', '47 of 64'], // as H1
    moves: { foundByUs: ['0 of 2', '1 of 3'] },
    isOtherCompany: true,
  },
  {
    step: 'N3',
    what: 'the customer of nearly thinks again: nobody listened',
    push: ({ nearly }) => [event('satisfaction.stated', nearly, 400, { satisfied: true, heard: false })],
    steps: ['46 of 56', '45 of 56'],
    moves: { heard: ['2 of 2', '1 of 2'] },
  },
  {
    step: 'N4',
    what: 'bare is told no, with another way out',
    push: ({ bare }) => [event('request.denied', bare, 180, { request: 'q', alternatives: 1 })],
    steps: ['46 of 56', '47 of 57'], // O6; granting is no step
    moves: {
      denied: ['2 of 3', '3 of 3'],
      deniedThenGranted: ['2 of 2', '2 of 3'],
      deniedWithAlternatives: ['2 of 2', '3 of 3'],
    },
  },
  {
    step: 'N4',
    what: 'the customer of bare wants it repaired, and gets the money back, though in a way of its own',
    push: ({ bare }) => [
      event('remedy.asked', bare, 180, { remedy: 'repair' }),
      event('solution.provided', bare, 200, { kind: 'refund', tailored: true }),
    ],
    steps: ['46 of 56', '48 of 58'], // H6 and H7 are done, N4 is not
    moves: {
      remedyAsked: ['2 of 3', '3 of 3'],
      tailored: ['2 of 2', '3 of 3'],
      remedyGivenAsAsked: ['2 of 2', '2 of 3'],
      ...givenToBare('gaveRefund'),
    },
  },
  {
    step: 'N5',
    what: 'the customer of bare goes public after eight hours, and nobody answers there',
    push: ({ bare }) => [event('case.went-public', bare, 480, { where: 'a forum' })],
    steps: ['46 of 56', '46 of 57'],
    moves: { wentPublic: ['2 of 3', '3 of 3'], answeredInPublic: ['2 of 2', '2 of 3'] },
    figures: [
      // 30, 30 → 30, 30, 480
      { of: 'public', tell: lengths('N5', 'public'), before: ['30 min', '30 min'], after: ['30 min', '480 min'] },
    ],
  },
  {
    step: 'N5',
    what: 'the customer of pending, who has no verdict yet, goes public',
    push: ({ pending }) => [event('case.went-public', pending, 133 * DAY_MINUTES, { where: 'a forum' })],
    steps: ['46 of 56', '46 of 56'],
    moves: {},
    figures: [
      {
        of: 'open in public', // whole and nearly are resolved
        tell: (report) => playbookOf(report).openInPublic,
        before: 0,
        after: 1,
      },
    ],
  },
];
