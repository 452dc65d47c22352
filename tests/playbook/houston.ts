import { DAY_MINUTES, event, opened } from './company.ts';
import { givenToBare, lengths, toldOf, type Row } from './row.ts';

export const HOUSTON: readonly Row[] = [
  {
    step: 'H1',
    what: 'a fourth complaint is heard by listening',
    push: (of) => [opened(of, of.more, 0, { channel: 'social-listening' })],
    steps: ['46 of 56', '47 of 64'], // never passed on, of 8 that apply to a case that was only opened
    moves: { socialFirst: ['0 of 3', '1 of 4'] }, // 0 + 1 of 3 + 1
    isOtherCompany: true,
    by: 'channel',
    figures: [
      {
        of: 'opened by channel', // the pending one was heard by listening, too
        tell: ({ groups }) => groups.map(({ key, cases }) => `${key}: ${cases.opened}`),
        before: ['phone: 3', 'social-listening: 1'],
        after: ['phone: 3', 'social-listening: 2'],
      },
    ],
  },
  {
    step: 'H2',
    what: 'bare goes to repairs after two hours, who resolve it',
    push: ({ bare }) => [event('case.assigned', bare, 120, { to: { agent: 'cy', team: 'repairs' } })],
    // Service had it first; and the case went from one person to another.
    steps: ['46 of 56', '44 of 56'], // H2, O1
    moves: { firstTeamResolved: ['3 of 3', '2 of 3'], neverPassedOn: ['3 of 3', '2 of 3'] },
    figures: [
      // 0, 0, 0 → 0, 0, 120
      { of: 'resolver', tell: lengths('H2', 'resolver'), before: ['0 min', '0 min'], after: ['0 min', '120 min'] },
    ],
  },
  {
    step: 'H3',
    what: 'the customer of bare buys again on day 100, within 90 days of the verdict on day 44',
    push: (of) => [event('customer.purchased', of.customerOf(of.bare), 100 * DAY_MINUTES)],
    steps: ['46 of 56', '46 of 56'],
    moves: { finestHour: ['1 of 3', '2 of 3'] },
  },
  {
    step: 'H4',
    what: 'what was tried on bare fails',
    push: ({ bare }) => [event('solution.failed', bare, 180)],
    steps: ['46 of 56', '45 of 56'],
    moves: { solutionFailed: ['0 of 3', '1 of 3'] },
  },
  {
    step: 'H5',
    what: 'on bare, expectations are confirmed and satisfaction is asked, and nothing comes back',
    push: ({ bare }) => [event('expectation.confirmed', bare, 180), event('satisfaction.asked', bare, 2200)],
    steps: ['46 of 56', '47 of 56'],
    moves: {
      expectationConfirmed: ['2 of 3', '3 of 3'],
      satisfactionAsked: ['2 of 3', '3 of 3'],
      satisfactionStated: ['2 of 2', '2 of 3'],
    },
  },
  {
    step: 'H6',
    what: 'bare gets a stock answer',
    push: ({ bare }) => [event('solution.provided', bare, 180, { kind: 'credit', tailored: false })],
    steps: ['46 of 56', '46 of 57'],
    moves: { tailored: ['2 of 2', '2 of 3'], ...givenToBare('gaveCredit') },
  },
  {
    step: 'H7',
    what: 'on bare, the customer is asked what would put it right',
    push: ({ bare }) => [event('remedy.asked', bare, 180, { remedy: 'repair' })],
    steps: ['46 of 56', '47 of 56'],
    moves: { remedyAsked: ['2 of 3', '3 of 3'] },
  },
  {
    step: 'H7',
    what: 'bare is found to be a troll’s, before it is resolved',
    push: ({ bare }) => [event('case.classified', bare, 180, { legitimate: false })],
    steps: ['46 of 56', '43 of 44'], // without bare’s 3 of 12
    moves: { remedyAsked: ['2 of 3', '2 of 2'] },
    isOtherCompany: true,
    figures: [
      // Of all four that were opened.
      {
        of: 'illegitimate',
        tell: ({ measures }) => toldOf(measures.gaming.illegitimate),
        before: '0 of 4',
        after: '1 of 4',
      },
    ],
  },
];
