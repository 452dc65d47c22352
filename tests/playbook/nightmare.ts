import { event, opened } from './company.ts';
import { lengths, type Row } from './row.ts';

export const NIGHTMARE: readonly Row[] = [
  {
    step: 'N1',
    what: 'bare is solved with leave from above',
    push: ({ bare }) => [event('solution.provided', bare, 180, { kind: 'credit', withinAuthority: false })],
    steps: ['46 of 56', '46 of 57'],
    moves: { settledWithinAuthority: ['2 of 2', '2 of 3'] },
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
];
