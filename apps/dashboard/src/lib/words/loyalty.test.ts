import type { Estimate, RepeatLoyalty } from '@finest-hour/metrics';
import { describe, expect, test } from 'vitest';
import { differenceSentence, loyaltySentence, noneWords } from './loyalty.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const none: Estimate = { value: null, low: null, high: null, n: 0 };
const share = (value: number | null, n: number): Estimate =>
  value === null ? { ...none, n } : { value, low: value - 0.04, high: value + 0.04, n };

function loyalty(all: Estimate, more: Partial<RepeatLoyalty> = {}): RepeatLoyalty {
  return {
    ...all,
    horizonDays: 90,
    at: { '30': none, '90': all, '180': none },
    recovered: share(0.43, 460),
    notRecovered: share(0.31, 223),
    difference: { value: 0.12, low: 0.02, high: 0.22 },
    baseline: null,
    matched: share(0.93, 694),
    notCovered: 0,
    ...more,
  };
}

describe('the page on loyalty opens with', () => {
  test.each([
    [share(0.36, 693), '36 of 100 customers came back within 90 days of complaining (likely 32 to 40).'],
    [share(0.5, 12), 'Only 12 customers complained; we compare from 30. About 6 came back within 90 days.'],
    [share(null, 120), 'Not told yet: too few of 120 customers have been watched for 90 days.'],
    [none, 'No customer counts here: none complained while purchases arrived.'],
  ])('%#', (all, sentence) => {
    expect(plain(loyaltySentence(loyalty(all)))).toBe(sentence);
  });
});

describe('recovered against not is told by the interval of the difference', () => {
  const told = (more: Partial<RepeatLoyalty>) => plain(differenceSentence(loyalty(share(0.36, 693), more)));

  test('more', () => {
    expect(told({})).toBe('12 in 100 more of the recovered came back within 90 days of the verdict (likely 2 to 22).');
  });

  test('fewer', () => {
    const difference = { value: -0.12, low: -0.22, high: -0.02 };
    expect(told({ difference })).toBe(
      '12 in 100 fewer of the recovered came back within 90 days of the verdict (likely 2 to 22).',
    );
  });

  test('or that nobody can tell, though the shares differ', () => {
    expect(told({ difference: { value: 0.12, low: -0.01, high: 0.24 } })).toBe(
      'With 460 and 223 customers we cannot tell these apart (difference likely −1 to 24 in 100).',
    );
  });

  test('or that there are too few, or that it is too early', () => {
    expect(told({ notRecovered: share(0.31, 22) })).toBe(
      'Too few to compare: 460 customers recovered, 22 not; we compare from 30.',
    );
    expect(told({ difference: { value: null, low: null, high: null } })).toMatch(/^Not told yet/);
  });
});

test('where every complaint fell outside the time of purchases it is not measured, which is not the same as too early', () => {
  expect(noneWords(loyalty(none, { notCovered: 2211 }))).toBe('not measured');
  expect(noneWords(loyalty(share(null, 120)))).toBe('not told yet');
});
