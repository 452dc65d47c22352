import { describe, expect, test } from 'vitest';
import { wholeWeeks } from './by-week.ts';
import { laterDay } from './day.ts';
import type { DailyReading } from './reading.ts';
import { readRecoveryWeeks } from './recovery-weeks.ts';
import { vanityReport, type RecoverySeries } from './report.ts';

const MONDAY = '2026-01-05';
const week = (i: number) => laterDay(MONDAY, 7 * i);

function day(name: string, on: string, n: number, total = 0, unit = ''): DailyReading {
  return { name, day: on, unit, n, total };
}

/** "IQ and hours of TV a week" (Wikipedia): ρ = −29/165; by R's acf worth 6.52893 pairs, so [−0.84228, 0.70328]. */
const IQ = [86, 97, 99, 100, 101, 103, 106, 110, 112, 113];
const TV = [2, 20, 28, 27, 50, 29, 7, 17, 6, 12];

const recovery = (values: readonly number[]): RecoverySeries => ({
  ok: true,
  weeks: values.map((value, i) => ({ week: week(i), value: value / 1000 })),
});

function reading(name: string, days: readonly DailyReading[], known: RecoverySeries, to = week(10)) {
  const found = vanityReport({ from: MONDAY, to }, days, known).readings.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

test('counts add up over days, and means are of all that was read', () => {
  const days = [
    day('casesOpened', '2026-01-05', 3),
    day('casesOpened', '2026-01-11', 4),
    day('casesOpened', '2026-01-12', 5),
    day('meanScore', '2026-01-05', 1, 5),
    day('meanScore', '2026-01-06', 3, 3),
  ];
  const opened = reading('casesOpened', days, recovery([]));
  expect([opened.value, opened.n]).toEqual([12, 12]);
  expect(opened.weeks).toEqual([
    { week: '2026-01-05', value: 7 },
    { week: '2026-01-12', value: 5 },
  ]);
  const score = reading('meanScore', days, recovery([]));
  expect([score.value, score.n, score.weeks]).toEqual([2, 4, [{ week: '2026-01-05', value: 2 }]]);
  const none = reading('surveysSent', days, recovery([]));
  expect([none.value, none.n, none.weeks]).toEqual([null, 0, []]);
});

test('days outside are not read, and weeks that are not whole are in no series', () => {
  const days = ['2026-01-06', '2026-01-07', '2026-01-12', '2026-01-20'].map((on) => day('casesOpened', on, 1));
  const { readings } = vanityReport({ from: '2026-01-07', to: '2026-01-20' }, days, recovery([]));
  expect(readings[0]?.value).toBe(2);
  expect(readings[0]?.weeks).toEqual([{ week: '2026-01-12', value: 1 }]);
  expect(wholeWeeks('2026-01-05', '2026-01-19')).toEqual({ from: '2026-01-05', to: '2026-01-19' });
  expect(wholeWeeks('2026-01-06', '2026-01-18')).toEqual({ from: '2026-01-12', to: '2026-01-12' });
});

test('pushed readings come after ours, by name and by unit: stars are never averaged with per cent', () => {
  const days = [
    day('pushed:stars', '2026-01-05', 2, 9, 'stars'),
    day('pushed:stars', '2026-01-05', 1, 80, '%'),
    day('pushed:likes', '2026-01-05', 1, 12),
  ];
  const { readings } = vanityReport({ from: MONDAY, to: week(1) }, days, recovery([]));
  expect(readings.slice(6).map(({ title, unit, value, pushed }) => [title, unit, value, pushed])).toEqual([
    ['likes', '', 12, true],
    ['stars', '%', 80, true],
    ['stars', 'stars', 4.5, true],
  ]);
  expect(readings.slice(0, 6).every(({ pushed }) => !pushed)).toBe(true);
});

describe('whether a reading tracks recovery', () => {
  const byWeek = (values: readonly number[]) => values.map((n, i) => day('casesOpened', week(i), n));

  test('is its rank correlation with recovery over the weeks of which both are known', () => {
    const tracks = reading('casesOpened', byWeek(IQ), recovery(TV)).tracksRecovery;
    expect(tracks?.rho).toBeCloseTo(-29 / 165, 12);
    expect(tracks?.low).toBeCloseTo(-0.842280455207, 9);
    expect(tracks?.high).toBeCloseTo(0.703283118754, 9);
    expect(tracks?.weeks).toBe(10);
    expect(tracks?.effectiveWeeks).toBeCloseTo(6.528925619835, 9);
    // It includes 0, but also −0.84: a close relation could hide.
    expect(tracks?.verdict).toBe('unclear');
  });

  test('is said only where the interval excludes 0, and which way; "no" only where nothing close could hide', () => {
    // Each of 1 to 100 once, mixed, so that no week is like the one before: worth about as many weeks as there are.
    const swing = Array.from({ length: 100 }, (_, i) => ((i + 1) * 37) % 101);
    const verdict = (values: readonly number[], known: readonly number[]) =>
      reading('casesOpened', byWeek(values), recovery(known), week(100)).tracksRecovery?.verdict;
    expect(verdict(swing, swing)).toBe('yes');
    expect(
      verdict(
        swing,
        swing.map((one) => 101 - one),
      ),
    ).toBe('reversed');
    // 0, 0, 1, 1 against 0, 1, 1, 0 and so on: by hand ρ = 0, and 100 weeks reach 0.2 at most.
    const [slow, shifted] = [1, 0].map((by) => swing.map((_, i) => 1 + (Math.floor((i + by) / 2) % 2)));
    expect(verdict(slow ?? [], shifted ?? [])).toBe('no');
  });

  test('is not told from fewer than ten weeks, nor without recovery, and why is told', () => {
    expect(reading('casesOpened', byWeek(IQ.slice(1)), recovery(TV)).tracksRecovery).toBeNull();
    expect(reading('casesOpened', byWeek(IQ), recovery(TV.slice(1))).tracksRecovery).toBeNull();
    const unknown = vanityReport({ from: MONDAY, to: week(10) }, byWeek(IQ), { ok: false, why: 'no key' });
    expect(unknown.recovery).toEqual({ weeks: null, notMeasured: 'no key' });
    expect(unknown.readings.map(({ tracksRecovery }) => tracksRecovery)).toEqual(Array(6).fill(null));
    expect(unknown.readings[0]?.value).toBe(1027);
  });
});

describe('recovery by week, from the published report', () => {
  const group = (key: string, value: number | null, pending = 0) => ({
    key,
    cases: { opened: 9, pending },
    measures: { recoveryRate: { value, low: 0, high: 1, n: 9 } },
  });

  test('is of weeks that have a verdict, and in which nobody waits for one', () => {
    const groups = [group('2026-01-05', 0.6), group('2026-01-12', null), group('2026-01-19', 0.7, 1)];
    expect(readRecoveryWeeks({ by: 'week', groups })).toEqual([{ week: '2026-01-05', value: 0.6 }]);
  });

  test('is null of anything else', () => {
    const broken = [
      null,
      'no',
      [],
      {},
      { by: 'day', groups: [] },
      { by: 'week' },
      { by: 'week', groups: [null] },
      { by: 'week', groups: [{ key: '2026-01-05' }] },
      { by: 'week', groups: [{ ...group('2026-01-05', 1), key: null }] },
      { by: 'week', groups: [{ ...group('2026-01-05', 1), measures: {} }] },
      { by: 'week', groups: [{ ...group('2026-01-05', 1), cases: {} }] },
    ];
    for (const report of broken) expect(readRecoveryWeeks(report), JSON.stringify(report)).toBeNull();
  });
});
