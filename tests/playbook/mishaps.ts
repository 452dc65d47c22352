import { event, opened } from './company.ts';
import { lengths, toldOf, type Row } from './row.ts';

export const MISHAPS: readonly Row[] = [
  {
    step: 'M1',
    what: 'an apology for bare at the end of the first hour',
    push: ({ bare }) => [event('apology.made', bare, 60)],
    steps: ['46 of 56', '47 of 56'], // M1, not V1
    moves: {
      apologized: ['2 of 3', '3 of 3'],
      apologizedInHour: ['2 of 3', '3 of 3'],
      thankedFirst: ['2 of 2', '2 of 3'],
    },
    figures: [
      // 5, 5, never → 5, 5, 60
      { of: 'apology', tell: lengths('M1', 'apology'), before: ['5 min', 'none'], after: ['5 min', '60 min'] },
    ],
  },
  {
    step: 'M2',
    what: 'we say of bare that it is our fault',
    push: ({ bare }) => [event('responsibility.taken', bare, 180)],
    steps: ['46 of 56', '47 of 56'],
    moves: { responsibilityTaken: ['2 of 3', '3 of 3'] },
  },
  {
    step: 'M2',
    what: 'bare turns out to be the customer’s own fault',
    push: ({ bare }) => [event('case.classified', bare, 180, { fault: 'theirs' })],
    steps: ['46 of 56', '46 of 54'], // M2 and M3 apply no more
    moves: {
      responsibilityTaken: ['2 of 3', '2 of 2'],
      wonBackOurFault: ['3 of 3', '2 of 2'],
      wonBackFaultOfOthers: ['0 of 0', '1 of 1'],
      feedbackShared: ['2 of 3', '2 of 2'],
    },
    figures: [
      {
        of: 'fault moved',
        tell: ({ measures }) => toldOf(measures.gaming.faultMoved),
        before: '0 of 3',
        after: '1 of 3',
      },
    ],
  },
  {
    step: 'M3',
    what: 'the customer of bare is thanked for staying, and not told that the kitchen was',
    push: ({ bare }) => [
      event('thanks.given', bare, 180, { for: 'loyalty' }),
      event('feedback.shared', bare, 200, { team: 'kitchen' }),
    ],
    steps: ['46 of 56', '47 of 56'],
    moves: {
      thankedForLoyalty: ['2 of 3', '3 of 3'],
      feedbackShared: ['2 of 3', '3 of 3'],
      customerTold: ['2 of 2', '2 of 3'],
    },
  },
  {
    step: 'M4',
    what: 'on bare, a note by hand two hours after the first message, as the customer likes it',
    push: ({ bare }) => [event('contact.made', bare, 180, { channel: 'email', kind: 'handwritten' })],
    steps: ['46 of 56', '47 of 56'],
    moves: {
      followedUpInDay: ['2 of 3', '3 of 3'],
      byPreferredChannel: ['2 of 3', '3 of 3'],
      handwritten: ['2 of 3', '3 of 3'],
    },
  },
  {
    step: 'M5',
    what: 'to 29 cases with a verdict comes the 30th: no more too few to compare',
    push: (of) => [opened(of, of.more)],
    steps: ['124 of 368', '125 of 376'], // 26 times 3 of 12 more; then 1 of 8
    moves: { apologized: ['2 of 29', '2 of 30'] },
    isOtherCompany: true,
    more: 26,
    by: 'product',
    figures: [
      {
        of: 'too few', // the one without a verdict counts for nothing here
        tell: ({ groups }) => groups.map(({ tooFew, measures }) => [tooFew, measures.recoveryRate.n]),
        before: [[true, 29]],
        after: [[false, 30]],
      },
    ],
  },
];
