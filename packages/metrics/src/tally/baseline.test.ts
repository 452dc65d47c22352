import { describe, expect, test } from 'vitest';
import { DAY_US } from '../book.ts';
import { days } from '../testing/case-log.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { indexDayUs, tallyBaseline, type BaselineQuery, type CustomerRecord } from './baseline.ts';

/** A period of 100 days from day 0, seen at day 400; purchases are told from day −400 on. */
const QUERY: BaselineQuery = tallyQuery({
  toUs: days(100),
  asOfUs: days(400),
  valueCoverage: { fromUs: days(-400), toUs: days(500) },
});

/** A customer whose index day is day 20, with what they did on which days. */
const at = (list: readonly number[] = []) => list.map((day) => days(day));
const record = (did: { buys?: readonly number[]; complains?: readonly number[]; leaves?: readonly number[] }) =>
  ({
    valuesUs: at(did.buys),
    complaintsUs: at(did.complains),
    leftUs: at(did.leaves),
    lot: 20,
  }) satisfies CustomerRecord;

/** How they were observed: the cause and the bin; null: not at all. */
function observed(one: CustomerRecord, query = QUERY) {
  const [cell = null, ...others] = tallyBaseline([one], query);
  expect(others).toEqual([]);
  return cell;
}

const within = (cause: number, count: number) => ({ bin: QUERY.bins.binOf(count * 86_400), cause, count: 1 });
const [WATCHED, RETURNED, LEFT] = [0, 1, 2];

describe('the index day', () => {
  test('is a day of the period, drawn by the lot, always the same', () => {
    expect(indexDayUs(QUERY, 0)).toBe(days(0));
    expect(indexDayUs(QUERY, 20)).toBe(days(20));
    expect(indexDayUs(QUERY, 99)).toBe(days(99));
    expect(indexDayUs(QUERY, 100)).toBe(days(0));
    expect(indexDayUs(QUERY, 720)).toBe(days(20));
  });

  test('of a period shorter than a day is its start', () => {
    expect(indexDayUs({ ...QUERY, toUs: days(0) + DAY_US / 2 }, 20)).toBe(days(0));
  });
});

describe('who is asked', () => {
  test('customers who bought in the 180 days before, the index day itself included', () => {
    expect(observed(record({ buys: [20] }))).not.toBeNull();
    expect(observed(record({ buys: [-159] }))).not.toBeNull();
    // 180 days before day 20 is day −160: that is too long ago.
    expect(observed(record({ buys: [-160] }))).toBeNull();
    expect(observed(record({ buys: [21] }))).toBeNull();
  });

  test('of those, who did not complain in these days', () => {
    expect(observed(record({ buys: [0], complains: [20] }))).toBeNull();
    expect(observed(record({ buys: [0], complains: [-159] }))).toBeNull();
    expect(observed(record({ buys: [0], complains: [-160] }))).not.toBeNull();
  });

  test('of those, who had not left by then, or had come back', () => {
    expect(observed(record({ buys: [0], leaves: [10] }))).toBeNull();
    expect(observed(record({ buys: [0, 15], leaves: [10] }))).not.toBeNull();
  });

  test('nobody whose index day lies outside what is known', () => {
    const buys = { buys: [0] };
    expect(observed(record(buys), { ...QUERY, valueCoverage: { fromUs: days(21), toUs: days(500) } })).toBeNull();
    expect(observed(record(buys), { ...QUERY, valueCoverage: { fromUs: days(-400), toUs: days(20) } })).toBeNull();
    expect(observed(record(buys), { ...QUERY, asOfUs: days(20) })).toBeNull();
    expect(observed(record(buys), { ...QUERY, valueCoverage: null })).toBeNull();
  });
});

describe('how they are watched from the index day on', () => {
  test('to their next purchase', () => {
    expect(observed(record({ buys: [0, 25, 60] }))).toEqual(within(RETURNED, 5));
  });

  test('to their leaving, where that comes first', () => {
    expect(observed(record({ buys: [0, 60], leaves: [25] }))).toEqual(within(LEFT, 5));
    expect(observed(record({ buys: [0, 25], leaves: [60] }))).toEqual(within(RETURNED, 5));
  });

  test('to their first complaint, which hides what comes later', () => {
    expect(observed(record({ buys: [0, 60], complains: [30] }))).toEqual(within(WATCHED, 10));
    expect(observed(record({ buys: [0, 25], complains: [30] }))).toEqual(within(RETURNED, 5));
    expect(observed(record({ buys: [0], complains: [30], leaves: [40] }))).toEqual(within(WATCHED, 10));
  });

  test('else to now, or to the end of what is told', () => {
    expect(observed(record({ buys: [0] }))).toEqual(within(WATCHED, 380));
    const told = { ...QUERY, valueCoverage: { fromUs: days(-400), toUs: days(50) } };
    expect(observed(record({ buys: [0], leaves: [60] }), told)).toEqual(within(WATCHED, 30));
  });
});

test('customers observed alike are counted together', () => {
  const cells = tallyBaseline([record({ buys: [0, 25] }), record({ buys: [5, 25] }), record({ buys: [0] })], QUERY);
  expect(cells.map(({ cause, count }) => [cause, count])).toEqual([
    [RETURNED, 2],
    [WATCHED, 1],
  ]);
});
