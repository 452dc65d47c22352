import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOf } from '../measure/proportion.ts';
import { NO_CLUSTERS } from '../tally/no-tally.ts';
import type { ClusterTally } from '../tally/tally.ts';
import { measureMoved, type PeriodTallies } from './measure-moved.ts';

type Recovered = readonly [recovered: number, of: number];

/** So many cases, each of a customer of its own, or all of a few customers who are alike. */
function clusters([successes, cases]: Recovered, perCustomer = 1): ClusterTally {
  const recovered = {
    successes,
    sizesTimesSuccesses: successes * perCustomer,
    successes2: successes * perCustomer,
  };
  return {
    ...NO_CLUSTERS,
    cases,
    clusters: cases / perCustomer,
    sizes2: cases * perCustomer,
    flags: { ...NO_CLUSTERS.flags, recovered },
  };
}

function period(groups: Readonly<Record<string, Recovered>>, perCustomer = 1): PeriodTallies {
  const all = Object.values(groups);
  const sum = (place: 0 | 1) => all.reduce((total, one) => total + one[place], 0);
  return {
    whole: clusters([sum(0), sum(1)], perCustomer),
    groups: new Map(Object.entries(groups).map(([key, one]) => [key, clusters(one, perCustomer)])),
  };
}

const moved = (before: PeriodTallies, after: PeriodTallies) =>
  measureMoved(before, after, (tally) => countOf(tally, 'recovered'));
const groupOf = ({ groups }: ReturnType<typeof moved>, key: string) => {
  const found = groups.find((group) => group.key === key);
  if (found === undefined) throw new Error(`no group: ${key}`);
  return found;
};

describe('by hand', () => {
  test('the same complaints, handled better: all of it is rate, and the group that did it is the driver', () => {
    // 120 of 200, then 144 of 200. Delivery: half of all, from 0.40 to 0.64, so 0.5 · 0.24 = 0.12.
    const found = moved(
      period({ Delivery: [40, 100], Billing: [80, 100] }),
      period({ Delivery: [64, 100], Billing: [80, 100] }),
    );
    expect(found.change.value).toBeCloseTo(0.12, 12);
    expect(found.mix).toBeCloseTo(0, 12);
    expect(found.rate.value).toBeCloseTo(0.12, 12);
    expect(found.groups.map(({ key, named }) => [key, named])).toEqual([
      ['Delivery', true],
      ['Billing', false],
    ]);
    expect(groupOf(found, 'Delivery').rate).toBeCloseTo(0.12, 12);
    expect(groupOf(found, 'Delivery').difference.value).toBeCloseTo(0.24, 12);
    expect(found.drivers).toEqual(['Delivery']);
    expect(found.simpson).toBe(false);
    // Python: Wilson by its formula, joined by Newcombe's; z = 2.2414 for the least of two p-values (0.05/2), else 1.96.
    expect(groupOf(found, 'Delivery').adjusted).toBeCloseTo(0.001282267, 8);
    expect(groupOf(found, 'Delivery').difference.low).toBeCloseTo(0.0816571379, 8);
    expect(groupOf(found, 'Delivery').difference.high).toBeCloseTo(0.3821346166, 8);
    expect(groupOf(found, 'Billing').difference.high).toBeCloseTo(0.1110431728, 8);
    expect(found.rate.low).toBeCloseTo(0.03130274, 7);
    expect(found.rate.high).toBeCloseTo(0.2039015382, 8);
    expect(found.change.low).toBeCloseTo(0.0271439219, 8);
  });

  test('other complaints, handled the same: all of it is mix, and nobody is its driver', () => {
    // 0.4 of Delivery and 0.8 of Billing in both; Billing from 100 of 200 to 150 of 200: 0.6, then 0.7.
    const found = moved(
      period({ Delivery: [40, 100], Billing: [80, 100] }),
      period({ Delivery: [20, 50], Billing: [120, 150] }),
    );
    expect(found.change.value).toBeCloseTo(0.1, 12);
    expect(found.mix).toBeCloseTo(0.1, 12);
    expect(found.rate.value).toBeCloseTo(0, 12);
    expect(found.rate.low).toBeLessThan(0);
    expect(found.rate.high).toBeGreaterThan(0);
    // (0.4 − 0.65) · (0.25 − 0.5) and (0.8 − 0.65) · (0.75 − 0.5).
    expect(groupOf(found, 'Delivery').mix).toBeCloseTo(0.0625, 12);
    expect(groupOf(found, 'Billing').mix).toBeCloseTo(0.0375, 12);
    expect(found.drivers).toEqual([]);
  });

  test('the interval of the rates joins those of the groups, each weighed as it counts', () => {
    // One group is all: Newcombe (1998), table II (a), 56/70 against 48/80.
    const one = moved(period({ only: [48, 80] }), period({ only: [56, 70] }));
    expect(one.rate.low).toBeCloseTo(0.0524, 4);
    expect(one.rate.high).toBeCloseTo(0.3339, 4);
    expect(one.change.low).toBeCloseTo(0.0524, 4);
    // Two groups alike, half each: 0.2 ± the reach of one, over √2.
    const two = moved(period({ a: [48, 80], b: [48, 80] }), period({ a: [56, 70], b: [56, 70] }));
    expect(two.rate.low).toBeCloseTo(0.2 - (0.2 - 0.0524) / Math.SQRT2, 4);
    expect(two.rate.high).toBeCloseTo(0.2 + (0.3339 - 0.2) / Math.SQRT2, 4);
  });
});

test('Simpson: kidney stones (Charig 1986), where the whole is better and every kind of stone worse', () => {
  // Open surgery, then keyhole: small 81/87 and 234/270, large 192/263 and 55/80; all 273/350 and 289/350.
  const found = moved(period({ small: [81, 87], large: [192, 263] }), period({ small: [234, 270], large: [55, 80] }));
  expect(found.before.value).toBeCloseTo(0.78, 12);
  expect(found.after.value).toBeCloseTo(0.8257, 4);
  expect(groupOf(found, 'small').difference.value).toBeLessThan(0);
  expect(groupOf(found, 'large').difference.value).toBeLessThan(0);
  expect(found.simpson).toBe(true);
  expect(found.drivers).toEqual([]);
});

test('it is no Simpson where a group moved as the whole did, though the rates together did not', () => {
  // Large falls from 0.9 to 0.8, small rises from 0.1 to 0.15; rates: 0.5 · (−0.1) + 0.5 · 0.05 = −0.025.
  const found = moved(
    period({ large: [90, 100], small: [100, 1000] }),
    period({ large: [800, 1000], small: [15, 100] }),
  );
  expect(found.change.value).toBeGreaterThan(0);
  expect(found.rate.value).toBeCloseTo(-0.025, 12);
  expect(found.simpson).toBe(false);
});

test('complaints of a customer widen what the rates come to, whether they are of one group or of several', () => {
  const widthOf = (whole: number, group: number) => {
    const mixed = (recovered: number) => ({
      whole: clusters([recovered, 100], whole),
      groups: new Map([['only', clusters([recovered, 100], group)]]),
    });
    const { low, high } = moved(mixed(40), mixed(56)).rate;
    return (high ?? NaN) - (low ?? NaN);
  };
  expect(widthOf(2, 1)).toBeCloseTo(widthOf(2, 2), 12);
  expect(widthOf(1, 2)).toBeCloseTo(widthOf(2, 2), 12);
  // Half of the cases tell as much: about √2 times as wide.
  expect(widthOf(2, 2) / widthOf(1, 1)).toBeCloseTo(Math.SQRT2, 1);
});

describe('a group is named only if it changed', () => {
  const others = { Billing: [800, 1000] } as const;

  test('of 29 cases in one of the periods never, however much it changed', () => {
    const before = period({ ...others, Delivery: [0, 29] });
    const few = groupOf(moved(before, period({ ...others, Delivery: [300, 300] })), 'Delivery');
    expect(few).toMatchObject({ named: false, adjusted: null });
    const enough = moved(period({ ...others, Delivery: [0, 30] }), period({ ...others, Delivery: [300, 300] }));
    expect(groupOf(enough, 'Delivery').named).toBe(true);
  });

  test('of a single customer never: how far chance reaches is not told by one', () => {
    const all = (recovered: number, perCustomer: number) => ({
      ...period({ Delivery: [recovered, 40] }),
      groups: new Map([['Delivery', clusters([recovered, 40], perCustomer)]]),
    });
    expect(groupOf(moved(all(0, 40), all(40, 40)), 'Delivery').named).toBe(false);
    expect(groupOf(moved(all(0, 1), all(40, 1)), 'Delivery').named).toBe(true);
  });

  test('what would be found among one is not among ten: the more groups, the more is asked', () => {
    // 48/100 against 33/100: z of about 2.16, p about 0.03; of ten groups the least must be below 0.005.
    const changed = { before: { Delivery: [33, 100] }, after: { Delivery: [48, 100] } } as const;
    expect(moved(period(changed.before), period(changed.after)).drivers).toEqual(['Delivery']);
    const still = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`team ${i}`, [50, 100] as const]));
    const among = moved(period({ ...changed.before, ...still }), period({ ...changed.after, ...still }));
    expect(groupOf(among, 'Delivery').named).toBe(false);
    expect(groupOf(among, 'Delivery').difference.low).toBeLessThan(0);
    expect(among.drivers).toEqual([]);
  });

  test('complaints of one customer are alike, and weigh as fewer', () => {
    // Two cases a customer, both or neither recovered: half as much is known.
    const [before, after] = [{ Delivery: [40, 100] }, { Delivery: [56, 100] }] as const;
    expect(moved(period(before), period(after)).drivers).toEqual(['Delivery']);
    expect(moved(period(before, 2), period(after, 2)).drivers).toEqual([]);
  });

  test('and is a driver only if it moved as the whole did', () => {
    const found = moved(period({ up: [300, 1000], down: [90, 100] }), period({ up: [600, 1000], down: [30, 100] }));
    expect(found.groups.filter(({ named }) => named).map(({ key }) => key)).toEqual(['up', 'down']);
    expect(found.drivers).toEqual(['up']);
  });
});

test('nothing is told of a change from or to nothing', () => {
  const found = moved(period({}), period({ Delivery: [10, 40] }));
  expect(found).toMatchObject({
    change: { value: null, low: null, high: null },
    mix: null,
    rate: { value: null },
    groups: [],
    drivers: [],
    simpson: false,
    tooFew: true,
  });
});

const recovered = fc
  .oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2000 }))
  .chain((n) => fc.integer({ min: 0, max: n }).map((successes): Recovered => [successes, n]));
const anyPeriod = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), recovered).map((groups) => period(groups));

test('parts add to the change; who is named has 30 cases in both and an interval that leaves out 0', () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, (before, after) => {
      const { change, mix, rate, groups } = moved(before, after);
      if (change.value === null) return;
      expect((mix ?? NaN) + (rate.value ?? NaN)).toBeCloseTo(change.value, 12);
      const sum = (part: 'mix' | 'rate') => groups.reduce((total, group) => total + group[part], 0);
      expect(sum('mix')).toBeCloseTo(mix ?? NaN, 12);
      expect(sum('rate')).toBeCloseTo(rate.value ?? NaN, 12);
      for (const { named, adjusted, difference, ...group } of groups) {
        const { low, high } = difference;
        if (Math.min(group.before.n, group.after.n) < 30) expect(named).toBe(false);
        if (adjusted !== null && low !== null && high !== null && Math.abs(adjusted - 0.05) > 1e-9)
          expect(low > 0 || high < 0).toBe(named);
      }
    }),
    { numRuns: 1000 },
  );
});
