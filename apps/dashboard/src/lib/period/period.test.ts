import { describe, expect, test } from 'vitest';
import { afterRange } from './after.ts';
import { presets } from './presets.ts';
import { previousRange } from './previous.ts';
import { defaultLabel, reasonOfPeriod } from './reason.ts';
import { trendUnit } from './unit.ts';

describe('a period is compared with the one of its length before it', () => {
  test.each([
    ['13 weeks', '2026-07-06', '2026-10-05', '2026-04-06', 'the 13 weeks before'],
    ['a quarter', '2026-04-01', '2026-07-01', '2026-01-01', 'the quarter before'],
    ['a month', '2026-03-01', '2026-04-01', '2026-02-01', 'the month before'],
    ['two months over new year', '2026-01-01', '2026-03-01', '2025-11-01', 'the 2 months before'],
    ['a year', '2025-01-01', '2026-01-01', '2024-01-01', 'the year before'],
    ['ten days', '2026-03-11', '2026-03-21', '2026-03-01', 'the 10 days before'],
    ['a day', '2026-03-11', '2026-03-12', '2026-03-10', 'the day before'],
  ])('%s', (_name, from, to, before, label) => {
    expect(previousRange({ from, to })).toEqual({ from: before, to: from, label });
  });
});

describe('a trend uses the finest unit whose points stand for 200 complaints', () => {
  const quarter = { from: '2026-04-06', to: '2026-07-06' };
  test.each([
    [2600, 'week'],
    [2599, 'month'],
    [600, 'month'],
    [597, 'period'],
    [0, 'week'],
  ])('%d complaints in 13 weeks are drawn by the %s', (complaints, unit) => {
    expect(trendUnit(quarter, complaints)).toBe(unit);
  });
});

test('the ends that a period leaves over are no trend: it has two of the unit, or is a point itself', () => {
  expect(trendUnit({ from: '2026-03-01', to: '2026-04-01' }, 500)).toBe('period');
  expect(trendUnit({ from: '2026-01-01', to: '2026-07-01' }, 450)).toBe('quarter');
  expect(trendUnit({ from: '2024-01-01', to: '2026-07-01' }, 450)).toBe('quarter');
});

test('presets end where the calendar does, and an old log gets its own year', () => {
  const asOfUs = Date.parse('2026-11-21T12:00:00Z') * 1000;
  expect(presets(asOfUs, 'UTC', '2017-02-16')).toEqual([
    { label: 'Last quarter', from: '2026-07-01', to: '2026-10-01' },
    { label: 'Last 12 months', from: '2025-11-22', to: '2026-11-22' },
    { label: '2025', from: '2025-01-01', to: '2026-01-01' },
    { label: '2017', from: '2017-01-01', to: '2018-01-01' },
  ]);
});

test('a page that opens on the densest quarter says so', () => {
  expect(reasonOfPeriod('densest')).toContain('quarter with the most');
  expect(reasonOfPeriod('asked')).toBeNull();
});

test('the page on loyalty opens on weeks that have been watched, and says so', () => {
  expect(reasonOfPeriod('watched')).toContain('watched for 90 days after their verdicts');
  expect(defaultLabel(true)).toBe('Last 13 weeks watched for 90 days');
  expect(defaultLabel(false)).toBe('Last 13 settled weeks');
});

test('after a period comes what opened since, a quarter of a year at most', () => {
  expect(afterRange('2026-10-05', '2026-11-21')).toEqual({ from: '2026-10-05', to: '2026-11-22' });
  expect(afterRange('2026-10-05', '2027-03-01')).toEqual({ from: '2026-10-05', to: '2027-01-04' });
  expect(afterRange('2026-10-05', '2026-10-04')).toBeNull();
});
