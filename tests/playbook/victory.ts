import { formatTimeUs, parseTimeUs, type EventEnvelope } from '@finest-hour/events';
import { DAY_MINUTES, event, type Company } from './company.ts';
import { lengths, lengthsInHours, playbookOf, told, toldOf, type Row } from './row.ts';

/** Made after two hours, for ten hours later. */
function promised({ bare }: Company): EventEnvelope {
  const made = event('promise.made', bare, 120);
  const due = formatTimeUs((parseTimeUs(made.time) ?? NaN) + 600 * 60_000_000);
  return { ...made, data: { promise: 'p', due } };
}

const PROMISE = { promiseMade: ['2 of 3', '3 of 3'], promisesAllEarly: ['2 of 2', '2 of 3'] } as const;
const SURPRISE = {
  surprised: ['1 of 3', '2 of 3'],
  finestHour: ['1 of 3', '2 of 3'], // won back, and surprised afterwards
} as const;

export const VICTORY: readonly Row[] = [
  {
    step: 'V1',
    what: 'an apology for bare after two hours, without thanks',
    push: ({ bare }) => [event('apology.made', bare, 120)],
    steps: ['46 of 56', '46 of 56'], // neither thanked, nor within the hour
    moves: { thankedFirst: ['2 of 2', '2 of 3'], apologized: ['2 of 3', '3 of 3'] },
    figures: [
      // 5, 5, never → 5, 5, 120
      { of: 'apology', tell: lengths('V1', 'apology'), before: ['5 min', 'none'], after: ['5 min', '120 min'] },
    ],
  },
  {
    step: 'V2',
    what: 'the customer of bare says that nobody listened',
    push: ({ bare }) => [event('satisfaction.stated', bare, 2200, { satisfied: true, heard: false })],
    steps: ['46 of 56', '46 of 57'],
    moves: { heard: ['2 of 2', '2 of 3'] },
  },
  {
    step: 'V3',
    what: 'bare is given a choice after twelve hours',
    push: ({ bare }) => [event('options.offered', bare, 12 * 60, { count: 2 })],
    // Silent for 11 and for 24 hours then: 24 are not too many.
    steps: ['46 of 56', '47 of 56'],
    moves: { optionsOffered: ['2 of 3', '3 of 3'], neverSilent: ['2 of 3', '3 of 3'] },
    figures: [
      // Whole and nearly: from minute 125 to minute 245.
      { of: 'silence', tell: lengths('V3', 'silence'), before: ['120 min', '35 h'], after: ['120 min', '1440 min'] },
    ],
  },
  {
    step: 'V4',
    what: 'bare is promised something within ten hours, which is there after nine: a tenth early is on time',
    push: (of) => [promised(of), event('promise.kept', of.bare, 660, { promise: 'p' })],
    steps: ['46 of 56', '47 of 58'], // V5 is done
    moves: {
      ...PROMISE,
      promisesAllKept: ['2 of 2', '3 of 3'],
      promiseLate: ['0 of 2', '0 of 3'],
      promiseUnkept: ['0 of 2', '0 of 3'],
    },
    figures: [
      {
        of: 'promises',
        tell: (report) => playbookOf(report).promises,
        before: { early: 2, onTime: 0, late: 0, broken: 0 },
        after: { early: 2, onTime: 1, late: 0, broken: 0 },
      },
      {
        of: 'margin, to the hour', // 44 minutes early twice; then also an hour early, and half are kept by the middle one
        tell: (report) => {
          const { medianSeconds, n } = playbookOf(report).promiseMargin;
          return [Math.round((medianSeconds.value ?? NaN) / 3600), n];
        },
        before: [-1, 2],
        after: [-1, 3],
      },
      {
        of: 'length, to the hour', // 100, 100 → 100, 100, 600 minutes
        tell: lengthsInHours('V4', 'promiseLength'),
        before: [2, 2],
        after: [2, 10],
      },
    ],
  },
  {
    step: 'V5',
    what: 'a promise to bare is not kept',
    push: (of) => [promised(of)],
    steps: ['46 of 56', '46 of 58'], // V4, V5
    moves: {
      ...PROMISE,
      promisesAllKept: ['2 of 2', '2 of 3'],
      promiseLate: ['0 of 2', '0 of 3'],
      promiseUnkept: ['0 of 2', '1 of 3'],
    },
    figures: [
      {
        of: 'promises',
        tell: (report) => playbookOf(report).promises,
        before: { early: 2, onTime: 0, late: 0, broken: 0 },
        after: { early: 2, onTime: 0, late: 0, broken: 1 },
      },
      {
        of: 'broken',
        tell: (report) => toldOf(playbookOf(report).promiseShares.broken),
        before: '0 of 2',
        after: '1 of 3',
      },
    ],
  },
  {
    step: 'V5',
    what: 'what was promised to bare within ten hours is there after eleven',
    push: (of) => [promised(of), event('promise.kept', of.bare, 780, { promise: 'p' })],
    steps: ['46 of 56', '46 of 58'], // V4, V5
    moves: {
      ...PROMISE,
      promisesAllKept: ['2 of 2', '2 of 3'],
      promiseLate: ['0 of 2', '1 of 3'],
      promiseUnkept: ['0 of 2', '0 of 3'],
    },
    figures: [
      {
        of: 'promises',
        tell: (report) => playbookOf(report).promises,
        before: { early: 2, onTime: 0, late: 0, broken: 0 },
        after: { early: 2, onTime: 0, late: 1, broken: 0 },
      },
    ],
  },
  {
    step: 'V6',
    what: 'the customer of bare is surprised',
    push: ({ bare }) => [event('surprise.given', bare, 3 * DAY_MINUTES)],
    steps: ['46 of 56', '47 of 56'],
    moves: SURPRISE,
    figures: [
      {
        // Whole, on day 1, comes back on day 60; of the two others none does. Bare, on day 3, does not; of nearly alike.
        of: 'came back, surprised less not',
        tell: (report) => playbookOf(report).comebacks.difference.value,
        before: 1,
        after: 0.5,
      },
    ],
  },
  {
    step: 'V7',
    what: 'the customer of bare recommends us',
    push: (of) => [event('customer.recommended', of.customerOf(of.bare), 3 * DAY_MINUTES)],
    steps: ['46 of 56', '46 of 56'],
    moves: { recommended: ['1 of 3', '2 of 3'], finestHour: ['1 of 3', '2 of 3'] },
  },
  {
    step: 'V7',
    what: 'of 24 customers, the one of bare buys again on day 20, before the verdict',
    push: (of) => [event('customer.purchased', of.customerOf(of.bare), 20 * DAY_MINUTES)],
    steps: ['106 of 296', '106 of 296'], // twenty times 3 of 12 more
    moves: { finestHour: ['1 of 23', '2 of 23'] },
    isOtherCompany: true,
    more: 20,
    figures: [
      {
        of: 'repeat loyalty, in percent',
        // One of 24 is known for a week only. Before: 1/23 on day 60. After: 1/23 on day 20, and 22/23 · 1/22 on day 60.
        tell: ({ measures }) => ((measures.repeatLoyalty?.value ?? NaN) * 100).toFixed(3),
        before: '4.348',
        after: '8.696',
      },
      {
        of: 'back without a surprise', // by the end of day 1, when whole is surprised, nobody is back
        tell: (report) => toldOf(playbookOf(report).comebacks.unsurprised),
        before: '0 of 22',
        after: '1 of 22',
      },
    ],
  },
  {
    step: 'V8',
    what: 'nearly gets the surprise that it lacked',
    push: ({ nearly }) => [event('surprise.given', nearly, 3 * DAY_MINUTES)],
    steps: ['46 of 56', '47 of 56'],
    moves: SURPRISE,
    figures: [
      {
        of: 'every step',
        tell: (report) => told(playbookOf(report).everyStep),
        before: '1 of 3',
        after: '2 of 3',
      },
    ],
  },
];
