import type { CaseEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import { DAY_US } from '../../book.ts';
import { days, event, MINUTE_US, minutes, reopened, resolved } from '../../testing/case-log.ts';
import { contact, flagsOf, kept, playbookOf, promised, solution } from '../../testing/playbook.ts';

const apology = (timeUs: number, kind: 'person' | 'bot' | 'customer' = 'person') =>
  event('apology.made', timeUs, { by: { kind } });
const thanks = (timeUs: number, what: 'complaint' | 'loyalty' = 'complaint') =>
  event('thanks.given', timeUs, { for: what });
const saidHeard = (timeUs: number, heard?: boolean) =>
  event('satisfaction.stated', timeUs, { satisfied: true, ...(heard === undefined ? {} : { heard }) });
const options = (timeUs: number, count: number) => event('options.offered', timeUs, { count });
const wordsEvery = (daysApart: number, until = 44) =>
  Array.from({ length: Math.floor(until / daysApart) }, (_, i) => contact(days((i + 1) * daysApart)));

test.each<[string, readonly CaseEvent[], readonly string[]]>([
  ['M1: an apology within the hour', [apology(minutes(60))], ['apologized', 'apologizedInHour']],
  ['M1: one after it', [apology(minutes(61))], ['apologized']],
  ['M1: what a bot says is none', [apology(minutes(1), 'bot'), apology(minutes(1), 'customer')], []],
  ['V1: thanked with it', [thanks(minutes(70)), apology(minutes(70))], ['apologized', 'thankedFirst']],
  [
    'V1: thanked with it and again',
    [thanks(minutes(70)), apology(minutes(70)), thanks(minutes(71))],
    ['apologized', 'thankedFirst'],
  ],
  ['V1: thanked after it', [thanks(minutes(71)), apology(minutes(70))], ['apologized']],
  [
    'V1: thanked for something else',
    [thanks(minutes(70), 'loyalty'), apology(minutes(70))],
    ['apologized', 'thankedForLoyalty'],
  ],
  ['V1: thanked, and no apology', [thanks(minutes(1))], []],
  ['V2: felt heard', [saidHeard(days(5), true)], ['satisfactionStated', 'heardTold', 'heard']],
  [
    'V2: not by the last word',
    [saidHeard(days(5), true), saidHeard(days(6), false)],
    ['satisfactionStated', 'heardTold'],
  ],
  ['V2: did not say', [saidHeard(days(5), true), saidHeard(days(6))], ['satisfactionStated', 'heardTold', 'heard']],
  ['V3: a choice', [options(minutes(9), 1)], ['optionsOffered']],
  ['V3: no choice', [options(minutes(9), 0)], []],
  ['V3: a word every day', wordsEvery(1), ['neverSilent']],
  ['V5: a promise that is not due yet', [promised(minutes(0), days(45))], ['promiseMade']],
  [
    'V4: kept early',
    [promised(minutes(0), minutes(100)), kept(minutes(89))],
    ['promiseMade', 'promiseSettled', 'promisesAllEarly', 'promisesAllKept'],
  ],
  [
    'V4: kept on time',
    [promised(minutes(0), minutes(100)), kept(minutes(90))],
    ['promiseMade', 'promiseSettled', 'promisesAllKept'],
  ],
  [
    'V5: one kept early, one late',
    [
      promised(minutes(0), minutes(100)),
      kept(minutes(9)),
      promised(minutes(0), minutes(10), 'p-2'),
      kept(minutes(11), 'p-2'),
    ],
    ['promiseMade', 'promiseSettled', 'promiseLate'],
  ],
  ['V5: one not kept', [promised(minutes(0), minutes(100))], ['promiseMade', 'promiseSettled', 'promiseUnkept']],
  [
    'V5: kept, but after maturity',
    [promised(minutes(0), minutes(100)), kept(days(44) + 1)],
    ['promiseMade', 'promiseSettled', 'promiseUnkept'],
  ],
  [
    'V5: taken back in time',
    [promised(minutes(0), minutes(100)), event('promise.withdrawn', minutes(9), { promise: 'p-1' })],
    ['promiseMade'],
  ],
  ['V6: a surprise', [event('surprise.given', days(44), {})], ['surprised']],
  ['V6: a surprise after maturity', [event('surprise.given', days(44) + 1, {})], []],
])('%s', (_, events, flags) => {
  expect(flagsOf(...events).toSorted()).toEqual(flags.toSorted());
});

describe('the longest silence', () => {
  const silence = (...events: readonly CaseEvent[]) => playbookOf(events).silenceUs / MINUTE_US;

  test('is between two words to the customer, or before the end', () => {
    expect(silence(contact(minutes(10)), contact(minutes(70)), resolved(minutes(90)))).toBe(60);
    expect(silence(contact(minutes(10)), resolved(minutes(90)))).toBe(80);
    expect(silence(resolved(minutes(90)))).toBe(90);
  });

  test('is broken by anything that is said to the customer, and by nothing else', () => {
    const said = [thanks(minutes(30)), solution(minutes(60)), promised(minutes(80), days(1))];
    expect(silence(...said, resolved(minutes(90)))).toBe(30);
    const unsaid = [
      contact(minutes(30), { kind: 'internal-note' }),
      contact(minutes(40), { automated: true }),
      event('contact.received', minutes(50), { channel: 'phone' }),
      solution(minutes(60), { by: { kind: 'system' } }),
      kept(minutes(70)),
    ];
    expect(silence(...unsaid, resolved(minutes(90)))).toBe(90);
  });

  test('is none while the case is resolved, closed or withdrawn; a reopening starts another', () => {
    expect(silence(resolved(minutes(9)), contact(minutes(500)))).toBe(9);
    expect(silence(event('case.withdrawn', minutes(9), {}))).toBe(9);
    expect(silence(resolved(minutes(9)), reopened(minutes(100)), resolved(minutes(130)))).toBe(30);
  });

  test('of a case that is open lasts to maturity', () => {
    expect(silence(contact(days(4)))).toBe((40 * DAY_US) / MINUTE_US);
  });

  test('is long from 24 hours on', () => {
    expect(flagsOf(resolved(days(1)))).toContain('neverSilent');
    expect(flagsOf(resolved(days(1) + 1))).not.toContain('neverSilent');
  });
});

describe('the wait for an apology', () => {
  const waits = (...events: readonly CaseEvent[]) => {
    const { apologyUs, unapologizedUs } = playbookOf(events);
    return [apologyUs, unapologizedUs].map((us) => (us === null ? null : us / MINUTE_US));
  };

  test('ends with the first one in the first episode, or with that', () => {
    expect(waits(apology(minutes(5)), apology(minutes(2)), resolved(minutes(9)))).toEqual([2, null]);
    expect(waits(apology(minutes(9)), resolved(minutes(9)))).toEqual([9, null]);
    expect(waits(resolved(minutes(9)), reopened(minutes(10)), apology(minutes(11)))).toEqual([null, 9]);
  });

  test('lasts while neither came', () => {
    expect(waits()).toEqual([null, null]);
    expect(waits(resolved(days(44)))).toEqual([null, 44 * 1440]);
    expect(waits(resolved(days(44) + 1))).toEqual([null, null]);
  });

  test('before the opening is none', () => {
    expect(waits(apology(minutes(-5)))).toEqual([0, null]);
  });
});

describe('promises', () => {
  const of = (...events: readonly CaseEvent[]) => playbookOf(events).promises;

  test('are counted by what became of them by maturity', () => {
    const all = [
      ...[promised(minutes(0), minutes(100), 'a'), kept(minutes(50), 'a')],
      ...[promised(minutes(1), minutes(101), 'b'), kept(minutes(101), 'b')],
      ...[promised(minutes(2), minutes(102), 'c'), kept(minutes(103), 'c')],
      ...[promised(minutes(3), minutes(103), 'd'), promised(minutes(4), days(60), 'e')],
    ];
    expect(of(...all)).toEqual({
      early: 1,
      onTime: 1,
      late: 1,
      broken: 1,
      firstLengthUs: 100 * MINUTE_US,
      firstMarginUs: -50 * MINUTE_US,
      firstBroken: false,
    });
  });

  test('made after maturity are none; the first is told by how long after its time it was kept, or that it was not', () => {
    expect(of(promised(days(44) + 1, days(45)))).toMatchObject({ broken: 0, firstLengthUs: null });
    expect(of(promised(minutes(0), minutes(9)), kept(minutes(10)))).toMatchObject({
      late: 1,
      firstMarginUs: MINUTE_US,
    });
    expect(of(promised(minutes(0), minutes(9)), kept(minutes(9)))).toMatchObject({ onTime: 1, firstMarginUs: 0 });
    expect(of(promised(minutes(0), days(44) - 1))).toMatchObject({ broken: 1, firstMarginUs: null, firstBroken: true });
    expect(of(promised(minutes(0), days(44)))).toMatchObject({ broken: 0, firstMarginUs: null, firstBroken: false });
  });

  test('that are moved are judged by when they were due first', () => {
    const moved = event('promise.changed', minutes(5), { promise: 'p-1', due: '2026-01-06T09:00:00Z' });
    expect(of(promised(minutes(0), minutes(9)), moved, kept(minutes(10)))).toMatchObject({ late: 1, early: 0 });
  });
});
