import { describe, expect, test } from 'vitest';
import { DAY_US, DEFAULT_BOOK_SETTINGS, SECOND_US } from '../book.ts';
import { RETURN_EXITS, type CaseFacts, type OwnershipFacts } from '../facts.ts';
import { NO_TALLY } from '../tally/no-tally.ts';
import { tallyFacts } from '../tally/reference.ts';
import type { CurveCell, Tally } from '../tally/tally.ts';
import { days } from '../testing/case-log.ts';
import { facts } from '../testing/facts.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { measureContext } from './context.ts';
import { measure } from './measure.ts';

const CONTEXT = measureContext(DEFAULT_BOOK_SETTINGS, {});
const NONE = { value: null, low: null, high: null, n: 0 };

/** An estimate to six digits. */
const about = (value: number, low: number, high: number, n: number) => ({
  value: expect.closeTo(value, 6),
  low: expect.closeTo(low, 6),
  high: expect.closeTo(high, 6),
  n,
});

/** Measures cases of day 0, all matured, as seen on day 200. */
function measured(cases: readonly CaseFacts[], baseline: readonly CurveCell[] | null = null) {
  const query = tallyQuery({
    maturedUntilUs: days(156),
    asOfUs: days(200),
    valueCoverage: { fromUs: days(-100), toUs: days(300) },
  });
  return measure(tallyFacts(cases, query).get(null) ?? NO_TALLY, CONTEXT, baseline).measures;
}

/** A verdict that is not recovered. */
const notBack = { verdict: 'reopened' } as const;

const times = <One>(count: number, make: () => One): readonly One[] => Array.from({ length: count }, make);

describe('time-to-ownership of 20 complaints: owned after 1 min (4), 5 min (4), 30 min (4), 1 h (2), 4 h (2); three ended unowned after 2 h; one waits', () => {
  const none = facts().summary.ownership;
  const waited = (exit: OwnershipFacts['exit'], minutes: number) => () =>
    facts({ summary: { ownership: { ...none, exit, waitUs: exit && minutes * 60 * SECOND_US } } });
  const { timeToOwnership } = measured([
    ...times(4, waited('owned', 1)),
    ...times(4, waited('owned', 5)),
    ...times(4, waited('owned', 30)),
    ...times(2, waited('owned', 60)),
    ...times(3, waited('endedUnowned', 120)),
    ...times(2, waited('owned', 240)),
    ...times(1, waited(null, 0)),
  ]);

  // Nobody is censored before the last of them, so the shares are plain: 0.2, 0.4, 0.6, 0.7, and 0.8 at 4 h, with
  // variance F(1 − F)/20 and F^exp(±z·se/(F·ln F)).
  test('half have an owner after half an hour: at 5 min the interval reaches one half, at 4 h it leaves it behind', () => {
    // F = 0.4 → 0.192812–0.600456; F = 0.2 → up to 0.393144; F = 0.7 → from 0.450546; F = 0.8 → from 0.551146.
    expect(timeToOwnership.medianSeconds).toEqual({ value: 1800, low: 300, high: 14_400, outOfReach: false });
  });

  test('more than 1 in 10 never get one: with three ended unowned nine tenths are out of reach, however long one waits', () => {
    expect(timeToOwnership.p90Seconds).toMatchObject({ value: null, high: null, outOfReach: true });
  });

  test('within the hour, the hour included', () => {
    expect(timeToOwnership.withinTarget).toEqual({
      targetSeconds: 3600,
      ...about(0.7, 0.450546, 0.852518, 20),
    });
  });

  test('waiting and never owned are counted', () => {
    expect(timeToOwnership).toMatchObject({ n: 20, waiting: 1, neverOwned: 3 });
  });

  test('with one fewer ended unowned, p90 may yet be reached', () => {
    const { p90Seconds } = measured([
      ...times(16, waited('owned', 1)),
      ...times(2, waited('endedUnowned', 120)),
      ...times(2, waited(null, 0)),
    ]).timeToOwnership;
    expect(p90Seconds).toMatchObject({ value: null, outOfReach: false });
  });
});

describe('beside time-to-ownership', () => {
  const none = facts().summary.ownership;
  const owned = (customer: string | undefined, more: Partial<OwnershipFacts>) =>
    facts({
      ...(customer === undefined ? {} : { customer }),
      summary: { ownership: { ...none, exit: 'owned', waitUs: 0, ...more } },
    });
  const unowned = () => facts({ summary: { ownership: { ...none, exit: 'endedUnowned', waitUs: 0 } } });

  test('the first owner resolved it: of those owned, with cases of one customer taken for alike', () => {
    const { firstOwnerResolved } = measured([
      ...times(4, () => owned('reseller', { firstOwnerResolved: true })),
      ...times(2, () => owned(undefined, { firstOwnerResolved: true })),
      ...times(6, () => owned(undefined, {})),
      ...times(5, unowned),
    ]).timeToOwnership;
    // 6 of 12; nine customers; Σ(y − n/2)² = 2² + 8·(1/2)² = 6; 9/8·6/144 over 0.25/11 → 2.0625; Wilson on 12/2.0625.
    expect(firstOwnerResolved).toEqual(about(0.5, 0.18469, 0.81531, 12));
  });

  test('owned, then dropped', () => {
    const { ownedThenDropped } = measured([
      ...times(2, () => owned(undefined, { dropped: true })),
      ...times(18, () => owned(undefined, {})),
    ]).timeToOwnership;
    // Wilson on 2 of 20, the mirror of R's binom.wilson(18, 20).
    expect(ownedThenDropped).toEqual(about(0.1, 1 - 0.9721335188, 1 - 0.6989663548, 20));
  });

  test('run-around against fixing, by their medians', () => {
    const minutes = (count: number) => count * 60 * SECOND_US;
    const { runAround, fixing } = measured([
      ...times(6, () => owned(undefined, { runAroundUs: minutes(480), fixingUs: minutes(15) })),
      ...times(4, () => owned(undefined, { runAroundUs: minutes(60), fixingUs: minutes(30) })),
      ...times(3, unowned),
    ]).timeToOwnership;
    expect(runAround).toMatchObject({ n: 10, medianSeconds: { value: 8 * 3600 }, p90Seconds: { value: 8 * 3600 } });
    expect(fixing).toMatchObject({ n: 10, medianSeconds: { value: 900 }, p90Seconds: { value: 1800 } });
  });
});

describe('repeat-loyalty of 20 customers: four back at day 30, six at day 60, two gone at day 45, eight not yet', () => {
  type Returned = NonNullable<CaseFacts['returned']>;
  const after = (exit: keyof typeof RETURN_EXITS, day: number): Returned => ({
    exit: RETURN_EXITS[exit],
    afterUs: exit === 'none' ? null : day * DAY_US,
  });
  const customers = (count: number, more: Partial<CaseFacts>, wanted: Parameters<typeof facts>[0] = {}) =>
    times(count, () => ({ ...facts(wanted), ...more }));

  const baseline = [
    { bin: CONTEXT.bins.binOf(10 * 86_400), cause: 1, count: 30 },
    { bin: CONTEXT.bins.binOf(150 * 86_400), cause: 0, count: 70 },
  ];
  const { repeatLoyalty: loyalty } = measured(
    [
      // Six of twelve that were recovered, and two of eight that were not, come after their verdicts.
      ...customers(4, { returned: after('returned', 30), returnedAfterVerdict: after('returned', 10), matched: true }),
      ...customers(2, { returned: after('returned', 60), returnedAfterVerdict: after('returned', 90), matched: true }),
      ...customers(4, { returned: after('returned', 60), matched: true }),
      ...customers(2, { returned: after('none', 0), matched: true }),
      ...customers(2, { returned: after('left', 45), returnedAfterVerdict: after('left', 1), matched: true }, notBack),
      ...customers(
        1,
        { returned: after('none', 0), returnedAfterVerdict: after('returned', 80), matched: true },
        notBack,
      ),
      ...customers(1, { returned: after('none', 0), returnedAfterVerdict: after('returned', 5) }, notBack),
      ...customers(4, { returned: after('none', 0) }, notBack),
    ],
    baseline,
  );

  test('half are back within 90 days of their opening', () => {
    expect(loyalty).toMatchObject({ horizonDays: 90, ...about(0.5, 0.271328, 0.691892, 20), notCovered: 0 });
    expect(loyalty?.at).toEqual({
      '30': about(0.2, 0.062376, 0.393144, 20),
      '90': about(0.5, 0.271328, 0.691892, 20),
      '180': about(0.5, 0.271328, 0.691892, 20),
    });
  });

  test('recovered against not, from the verdict on: the horizon included, the difference by MOVER', () => {
    expect(loyalty?.recovered).toEqual(about(0.5, 0.208477, 0.736073, 12));
    expect(loyalty?.notRecovered).toEqual(about(0.25, 0.037067, 0.558084, 8));
    // 0.25 ± √(0.291523² + 0.308084²), √(0.236073² + 0.212933²).
    expect(loyalty?.difference).toEqual({
      value: expect.closeTo(0.25, 6),
      low: expect.closeTo(-0.174148, 6),
      high: expect.closeTo(0.567917, 6),
    });
  });

  test('beside those who did not complain, where the report has them', () => {
    expect(loyalty?.baseline).toEqual(about(0.3, 0.213552, 0.391056, 100));
    expect(measured(customers(1, {}))?.repeatLoyalty?.baseline).toBeNull();
  });

  test('fifteen are matched to their purchases', () => {
    expect(loyalty?.matched).toEqual(about(0.75, 0.531299, 0.888138, 20));
  });
});

/** A tally that holds one curve alone. */
const onlyCurve = (
  name: keyof Tally['curves'],
  rows: readonly (readonly [day: number, cause: number, count: number])[],
) =>
  measure(
    {
      ...NO_TALLY,
      curves: {
        ...NO_TALLY.curves,
        [name]: rows.map(([day, cause, count]) => ({ bin: CONTEXT.bins.binOf(day * 86_400), cause, count })),
      },
    },
    CONTEXT,
  ).measures;

test('who is watched for a shorter time counts for as long: 24 customers, eight of them only to day 60', () => {
  // Four of 24 back at day 30, three of the twelve still watched at day 90: 1 − 20/24 · 9/12; Greenwood's variance
  // 0.625² · (4/(24·20) + 3/(12·9)). Then nine are left, too few to tell.
  const { repeatLoyalty } = onlyCurve('loyalty', [
    [30, 1, 4],
    [60, 0, 8],
    [90, 1, 3],
    [170, 0, 9],
  ]);
  expect(repeatLoyalty?.at).toEqual({
    '30': about(1 / 6, 0.052235, 0.337046, 24),
    '90': about(0.375, 0.15772, 0.593999, 24),
    '180': { value: null, low: null, high: null, n: 24 },
  });
});

describe('no data', () => {
  test('no value where nothing was counted, never a 0', () => {
    const { timeToOwnership, repeatLoyalty } = measure(NO_TALLY, CONTEXT).measures;
    const duration = { value: null, low: null, high: null };
    expect(timeToOwnership).toEqual({
      n: 0,
      medianSeconds: { ...duration, outOfReach: false },
      p90Seconds: { ...duration, outOfReach: false },
      waiting: 0,
      neverOwned: 0,
      assignedNotOwned: 0,
      withinTarget: { targetSeconds: 3600, ...NONE },
      routed: {
        n: 0,
        medianSeconds: { ...duration, outOfReach: false },
        p90Seconds: { ...duration, outOfReach: false },
        waiting: 0,
        neverRouted: 0,
        withinTarget: { targetSeconds: 3600, ...NONE },
      },
      firstOwnerResolved: NONE,
      ownedThenDropped: NONE,
      runAround: { n: 0, medianSeconds: duration, p90Seconds: duration },
      fixing: { n: 0, medianSeconds: duration, p90Seconds: duration },
    });
    expect(repeatLoyalty).toEqual({
      horizonDays: 90,
      ...NONE,
      at: { '30': NONE, '90': NONE, '180': NONE },
      recovered: NONE,
      notRecovered: NONE,
      difference: duration,
      baseline: null,
      matched: NONE,
      notCovered: 0,
    });
  });

  test('no difference where one of the two is not told', () => {
    const { repeatLoyalty } = onlyCurve('recovered', [[30, 1, 20]]);
    expect(repeatLoyalty?.recovered.value).toBe(1);
    expect(repeatLoyalty?.difference.value).toBeNull();
  });

  test('no repeat-loyalty at all where purchases are never told', () => {
    expect(
      measure(NO_TALLY, measureContext(DEFAULT_BOOK_SETTINGS, { repeatLoyalty: 'no shop' })).measures.repeatLoyalty,
    ).toBeNull();
  });
});
