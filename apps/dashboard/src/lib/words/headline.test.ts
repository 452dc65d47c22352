import { describe, expect, test } from 'vitest';
import type { Comparison } from './comparison.ts';
import { headline, type HeadlineFacts } from './headline.ts';
import { reportOf } from './report.fixture.ts';

const better: Comparison = { verdict: 'better', before: 0.58, value: 0.05, low: 0.01, high: 0.09, couldHide: 0.06 };
const worse: Comparison = { verdict: 'worse', before: 0.63, value: -0.05, low: -0.09, high: -0.01, couldHide: 0.06 };
const unclear: Comparison = {
  verdict: 'cannotTell',
  before: 0.61,
  value: 0.02,
  low: -0.03,
  high: 0.07,
  couldHide: 0.077,
};

function facts(more: Partial<HeadlineFacts>): HeadlineFacts {
  return {
    report: reportOf({ recovered: 394, matured: 625 }),
    before: reportOf({ recovered: 381, matured: 625 }),
    comparison: better,
    beforeLabel: 'the 13 weeks before',
    firstOpened: null,
    firstVerdict: null,
    ...more,
  };
}

describe('the first page says in a sentence', () => {
  test('that recovery is not measured, where nothing ever tells a resolution', () => {
    const report = { ...reportOf({ recovered: 0, matured: 40 }), notMeasured: { recoveryRate: 'push case.resolved' } };
    expect(headline(facts({ report, comparison: null }))).toEqual({
      situation: 'notMeasured',
      text: 'Not measured: push case.resolved.',
    });
  });

  test('that it is better', () => {
    expect(headline(facts({}))).toEqual({
      situation: 'better',
      text: '63 of 100 complaints ended recovered, 5 more than in the 13 weeks before (likely 1 to 9).',
    });
  });

  test('that it is worse, and where most of the loss is', () => {
    const report = reportOf({ recovered: 362, matured: 625, unresolved: 200 });
    expect(headline(facts({ report, comparison: worse })).text).toBe(
      '58 of 100 complaints ended recovered, 5 fewer than in the 13 weeks before (likely 1 to 9). Most of the loss: not resolved in 30 days.',
    );
  });

  test('that it cannot tell, and what could hide', () => {
    expect(headline(facts({ comparison: unclear })).text).toBe(
      '63 of 100 complaints ended recovered, 61 in the 13 weeks before. With 625 complaints each we cannot tell these apart; a change under about 8 could hide.',
    );
  });

  test('that there are too few', () => {
    expect(headline(facts({ report: reportOf({ recovered: 12, matured: 19 }), comparison: null }))).toEqual({
      situation: 'tooFew',
      text: 'Only 19 complaints have a verdict; we compare from 30. 12 recovered.',
    });
  });

  test('that no verdict is due yet, and when the first is', () => {
    const report = reportOf({ recovered: 0, matured: 0, pending: 650 });
    const pending = facts({ report, comparison: null, firstOpened: '2026-06-02', firstVerdict: '2026-07-16' });
    expect(headline(pending)).toEqual({
      situation: 'pending',
      text: 'No verdict yet: all 650 complaints since 2 Jun 2026 are inside their 44 days. First verdicts 16 Jul 2026.',
    });
  });

  test('that there is nothing to compare with', () => {
    const before = reportOf({ recovered: 0, matured: 0 });
    expect(headline(facts({ comparison: null, before, beforeLabel: 'the year before' }))).toEqual({
      situation: 'noComparison',
      text: '63 of 100 complaints ended recovered (likely 63 to 63). Nothing to compare with: too few complaints in the year before.',
    });
  });
});
