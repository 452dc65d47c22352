import type { Moved, MovedGroup } from '@finest-hour/metrics';
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

const share = { value: 0.5, low: 0.4, high: 0.6, n: 100 };
const group = (key: string | null, rate: number, named: boolean): MovedGroup => ({
  key,
  before: share,
  after: share,
  mix: 0,
  rate,
  difference: { value: rate, low: null, high: null },
  adjusted: 0.01,
  named,
});

function moved(more: Partial<Moved>): Moved {
  return {
    against: 'previous',
    from: '2025-12-01',
    to: '2026-03-02',
    dimension: 'team',
    before: share,
    after: share,
    change: { value: 0.05, low: 0.01, high: 0.09 },
    tooFew: false,
    mix: 0.01,
    rate: { value: 0.04, low: 0.01, high: 0.07 },
    groups: [],
    drivers: [],
    simpson: false,
    ...more,
  };
}
const fell = { change: { value: -0.05, low: -0.09, high: -0.01 }, mix: -0.01 } as const;
const lower = { value: -0.04, low: -0.07, high: -0.01 };
const unsure = { value: 0.01, low: -0.02, high: 0.04 };

function facts(more: Partial<HeadlineFacts>): HeadlineFacts {
  return {
    report: reportOf({ recovered: 394, matured: 625 }),
    before: reportOf({ recovered: 381, matured: 625 }),
    comparison: better,
    moved: null,
    beforeLabel: 'the 13 weeks before',
    firstOpened: null,
    firstVerdict: null,
    ...more,
  };
}

const MORE = '63 of 100 complaints ended recovered, 5 more than in the 13 weeks before (likely 1 to 9).';
const FEWER = '58 of 100 complaints ended recovered, 5 fewer than in the 13 weeks before (likely 1 to 9).';
const SAME =
  '63 of 100 complaints ended recovered, 61 in the 13 weeks before. With 625 complaints each we cannot tell these apart; a change under about 8 could hide.';
const down = { report: reportOf({ recovered: 362, matured: 625 }), comparison: worse };
const loss = { report: reportOf({ recovered: 362, matured: 625, unresolved: 200 }), comparison: worse };

interface Case {
  readonly of: string;
  readonly when: Partial<HeadlineFacts>;
  readonly situation: string;
  readonly says: string;
}

const CASES: readonly Case[] = [
  { of: 'better', when: {}, situation: 'better', says: MORE },
  {
    of: 'better, by one driver',
    when: { moved: moved({ drivers: ['Delivery'] }) },
    situation: 'better',
    says: `${MORE} Same complaints, handled better: mainly Delivery.`,
  },
  {
    of: 'better, by more drivers than are named',
    when: { moved: moved({ drivers: ['Delivery', null, 'Billing'] }) },
    situation: 'better',
    says: `${MORE} Same complaints, handled better: mainly Delivery and those of unknown team.`,
  },
  {
    of: 'better, by none',
    when: { moved: moved({}) },
    situation: 'better',
    says: `${MORE} Same complaints, handled better; no single driver.`,
  },
  {
    of: 'better, by other complaints alone',
    when: { moved: moved({ mix: 0.04, rate: unsure }) },
    situation: 'better',
    says: `${MORE} Different complaints: more of the kind we usually recover.`,
  },
  {
    of: 'better, by other complaints and a better hand',
    when: { moved: moved({ mix: 0.06, drivers: ['Delivery'] }) },
    situation: 'better',
    says: `${MORE} Different complaints for the most part, more of the kind we usually recover; the same ones were handled better, too: mainly Delivery.`,
  },
  {
    of: 'better, by other complaints against a worse hand',
    when: { moved: moved({ mix: 0.09, rate: lower }) },
    situation: 'better',
    says: `${MORE} Different complaints, more of the kind we usually recover; the same ones were handled worse.`,
  },
  {
    of: 'better, and neither part of it can be told',
    when: { moved: moved({ mix: 0.01, rate: { ...unsure, value: 0.03 } }) },
    situation: 'better',
    says: `${MORE} No single driver.`,
  },
  {
    of: 'better, against every group',
    when: { moved: moved({ dimension: 'channel', mix: 0.07, rate: lower, simpson: true }) },
    situation: 'simpson',
    says: `${MORE} Yet no channel improved: more complaints were of the kind we usually recover. Read the channels.`,
  },
  {
    of: 'worse, and where most of the loss is',
    when: loss,
    situation: 'worse',
    says: `${FEWER} Most of the loss: not resolved in 30 days.`,
  },
  {
    of: 'worse, by one driver',
    when: { ...loss, moved: moved({ ...fell, rate: lower, drivers: ['Billing'] }) },
    situation: 'worse',
    says: `${FEWER} Same complaints, handled worse: mainly Billing. Most of the loss: not resolved in 30 days.`,
  },
  {
    of: 'worse, by other complaints alone',
    when: { ...down, moved: moved({ ...fell, mix: -0.06, rate: unsure }) },
    situation: 'worse',
    says: `${FEWER} Different complaints: more of the kind we rarely recover.`,
  },
  {
    of: 'worse, against every group',
    when: { ...down, moved: moved({ ...fell, dimension: 'severity', simpson: true }) },
    situation: 'simpson',
    says: `${FEWER} Yet no severity got worse: more complaints were of the kind we rarely recover. Read the severities.`,
  },
  {
    of: 'what cannot be told, and what could hide',
    when: { comparison: unclear },
    situation: 'cannotTell',
    says: SAME,
  },
  {
    of: 'what cannot be told, though groups that hide each other changed',
    when: {
      comparison: unclear,
      moved: moved({
        groups: [group('Delivery', 0.04, true), group('Web', 0.1, false), group('Billing', -0.03, true)],
      }),
    },
    situation: 'cannotTell',
    says: `${SAME} But Delivery got better, and Billing got worse.`,
  },
  {
    of: 'what cannot be told, though one group changed',
    when: { comparison: unclear, moved: moved({ groups: [group('Billing', -0.03, true)] }) },
    situation: 'cannotTell',
    says: `${SAME} But Billing got worse.`,
  },
  {
    of: 'too few',
    when: { report: reportOf({ recovered: 12, matured: 19 }), comparison: null },
    situation: 'tooFew',
    says: 'Only 19 complaints have a verdict; we compare from 30. 12 recovered.',
  },
  {
    of: 'nothing but what is pending, and when the first verdict is due',
    when: {
      report: reportOf({ recovered: 0, matured: 0, pending: 650 }),
      comparison: null,
      firstOpened: '2026-06-02',
      firstVerdict: '2026-07-16',
    },
    situation: 'pending',
    says: 'No verdict yet: all 650 complaints since 2 Jun 2026 are inside their 44 days. First verdicts 16 Jul 2026.',
  },
  {
    of: 'nothing but what is left out',
    when: { report: { ...reportOf({ recovered: 0, matured: 0 }), cases: leftOut(3, 1) }, comparison: null },
    situation: 'leftOut',
    says: 'No verdict, and none to come: of 4\u00a0complaints, 3 merged into others and 1 found illegitimate.',
  },
  {
    of: 'nothing at all',
    when: { report: reportOf({ recovered: 0, matured: 0 }), comparison: null },
    situation: 'empty',
    says: 'No complaints here.',
  },
  {
    of: 'nothing to compare with',
    when: { comparison: null, before: reportOf({ recovered: 0, matured: 0 }), beforeLabel: 'the year before' },
    situation: 'noComparison',
    says: '63 of 100 complaints ended recovered (likely 63 to 63). Nothing to compare with: too few complaints in the year before.',
  },
  {
    of: 'recovery that is not measured, as nothing ever tells a resolution',
    when: {
      report: { ...reportOf({ recovered: 0, matured: 40 }), notMeasured: { recoveryRate: 'push case.resolved' } },
      comparison: null,
    },
    situation: 'notMeasured',
    says: 'Not measured: push case.resolved.',
  },
];

function leftOut(merged: number, illegitimate: number) {
  return { opened: merged + illegitimate, matured: 0, pending: 0, excluded: { merged, illegitimate } };
}

describe('the first page says in a sentence', () => {
  test.each(CASES)('$of', ({ when, situation, says }) => {
    expect(headline(facts(when))).toMatchObject({ situation, text: says });
  });

  test('what is pending, with the early signs that are told', () => {
    const report = reportOf({ recovered: 0, matured: 0, pending: 1 });
    const { passedOn, resolved, ...rest } = report.earlySigns.signs;
    const signs = { ...rest, passedOn: { ...passedOn, verdict: 'worse' as const }, resolved };
    const earlySigns = { ...report.earlySigns, cases: { last: 40, usual: 500 }, signs };
    expect(headline(facts({ report: { ...report, earlySigns }, comparison: null })).text).toBe(
      'No verdict yet: the one complaint is inside their 44 days. Early signs: 1 worse than usual.',
    );
  });
});

test('figures are told with their value, groups so that they can be opened', () => {
  const { parts } = headline(facts({ moved: moved({ drivers: ['Delivery'] }) }));
  expect(parts.filter(({ kind }) => kind !== 'text')).toEqual([
    { kind: 'figure', measure: 'recoveryRate', value: 394 / 625, text: '63' },
    { kind: 'figure', measure: 'change', value: 0.05, text: '5' },
    { kind: 'group', dimension: 'team', key: 'Delivery', text: 'Delivery' },
  ]);
});
