import { DAY_MINUTES, event } from './company.ts';
import { length, toldOf, type Row } from './row.ts';

export const OWN_IT: readonly Row[] = [
  {
    step: 'O1',
    what: 'bare goes to a colleague',
    push: ({ bare }) => [event('case.assigned', bare, 180, { to: { agent: 'cy', team: 'service' } })],
    steps: ['46 of 56', '45 of 56'],
    moves: { neverPassedOn: ['3 of 3', '2 of 3'] },
    figures: [{ of: 'hand-offs', tell: ({ measures }) => measures.handOffs.total, before: 0, after: 1 }],
  },
  {
    step: 'O2',
    what: 'Cy took the call of bare, which Bo came to own',
    push: ({ bare }) => [event('contact.received', bare, 1, { channel: 'phone', takenBy: 'cy' })],
    steps: ['46 of 56', '46 of 57'],
    moves: { ownedByTaker: ['2 of 2', '2 of 3'] },
  },
  {
    step: 'O3',
    what: 'Cy takes bare over from Bo after eight hours',
    push: ({ bare }) => [event('case.owned', bare, 480, { by: { kind: 'person', id: 'cy', team: 'service' } })],
    steps: ['46 of 56', '45 of 56'], // O1
    moves: { neverPassedOn: ['3 of 3', '2 of 3'] },
    figures: [
      {
        of: 'run-around: median, p90', // 5, 5, 60 → 5, 5, 480
        tell: ({
          measures: {
            timeToOwnership: { runAround },
          },
        }) => [length(runAround.medianSeconds), length(runAround.p90Seconds)],
        before: ['5 min', '60 min'],
        after: ['5 min', '480 min'],
      },
      {
        of: 'fixing: median, p90', // 240, 240 and 36 − 1 h → 36 − 8 h
        tell: ({
          measures: {
            timeToOwnership: { fixing },
          },
        }) => [length(fixing.medianSeconds), length(fixing.p90Seconds)],
        before: ['240 min', '35 h'],
        after: ['240 min', '28 h'],
      },
    ],
  },
  {
    step: 'O4',
    what: 'the kitchen is at fault in bare, and nobody asked it for help',
    push: ({ bare }) => [event('case.classified', bare, 180, { faultTeam: 'kitchen' })],
    steps: ['46 of 56', '46 of 57'],
    moves: { ownedByOtherTeam: ['2 of 2', '3 of 3'], helpAsked: ['2 of 2', '2 of 3'] },
  },
  {
    step: 'O5',
    what: 'bare is opened again on day 3, as it failed',
    push: ({ bare }) => [event('case.reopened', bare, 3 * DAY_MINUTES, { reason: 'failed' })],
    // Not won back any more.
    steps: ['46 of 56', '45 of 56'], // H4
    moves: {
      solutionFailed: ['0 of 3', '1 of 3'],
      wonBackOurFault: ['3 of 3', '2 of 3'],
      finestHour: ['1 of 3', '1 of 2'],
    },
    figures: [
      { of: 'recovery', tell: ({ measures }) => toldOf(measures.recoveryRate), before: '3 of 3', after: '2 of 3' },
    ],
  },
  {
    step: 'O6',
    what: 'bare is told no, and that is that',
    push: ({ bare }) => [event('request.denied', bare, 180)],
    steps: ['46 of 56', '46 of 57'],
    moves: {
      deniedWithAlternatives: ['2 of 2', '2 of 3'],
      denied: ['2 of 3', '3 of 3'],
      deniedThenGranted: ['2 of 2', '2 of 3'],
    },
  },
];
