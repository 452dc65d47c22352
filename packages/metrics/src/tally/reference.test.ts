import { describe, expect, test } from 'vitest';
import { days } from '../testing/case-log.ts';
import { facts, many } from '../testing/facts.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { VERDICTS } from '../facts.ts';
import { tallyFacts } from './reference.ts';
import type { Filters, Grouping, TallyQuery } from './tally.ts';

const query = (grouping: Grouping = { kind: 'whole' }, filters: Filters = {}): TallyQuery =>
  tallyQuery({ filters, grouping });
const casesOf = (tally: { cells: readonly { cases: number }[] } | undefined) =>
  tally?.cells.reduce((total, { cases }) => total + cases, 0);

test('the period is half-open: its start is in, its end is out', () => {
  const cases = [days(0) - 1, days(0), days(10) - 1, days(10)].map((openedUs) => facts({ openedUs }));
  expect(casesOf(tallyFacts(cases, query()).get(null))).toBe(2);
});

test('a case is matured from the very instant on', () => {
  const cases = [days(5) - 1, days(5), days(5) + 1].map((openedUs) => facts({ openedUs }));
  const cells = tallyFacts(cases, query()).get(null)?.cells ?? [];
  expect(cells.find(({ matured }) => matured)?.cases).toBe(2);
  expect(cells.find(({ matured }) => !matured)?.cases).toBe(1);
});

test('cases that agree in everything are one cell, and their returns to a queue add', () => {
  const summary = { agentLevel: { handOffs: 1, pingPongDirect: false, pingPongAny: false, returnsToQueue: 2 } };
  const cells = tallyFacts([...many(3, { summary }), facts({ verdict: 'saidNo', summary })], query()).get(null)?.cells;
  expect(cells?.map(({ cases, agentReturns, verdict }) => [VERDICTS[verdict], cases, agentReturns])).toEqual([
    ['noObjection', 3, 6],
    ['saidNo', 1, 2],
  ]);
});

test('customers are summed over matured cases that no rule takes out', () => {
  const cases = [
    // ana: three cases, two of them recovered; ben: one, recovered.
    facts({ customer: 'ana' }),
    facts({ customer: 'ana' }),
    facts({ customer: 'ana', verdict: 'reopened' }),
    facts({ customer: 'ben' }),
    // None of these is counted.
    facts({ customer: 'ana', verdict: 'merged' }),
    facts({ customer: 'ben', verdict: 'illegitimate' }),
    facts({ customer: 'cy', openedUs: days(6) }),
  ];
  const clusters = tallyFacts(cases, query()).get(null)?.clusters;
  expect(clusters).toMatchObject({ clusters: 2, sizes2: 9 + 1 });
  expect(clusters?.flags.recovered).toEqual({ successes: 3, sizesTimesSuccesses: 3 * 2 + 1 * 1, successes2: 4 + 1 });
  expect(clusters?.flags.confirmed).toEqual({ successes: 0, sizesTimesSuccesses: 0, successes2: 0 });
});

describe('filters', () => {
  const cases = [
    facts({ dimensions: { channel: 'phone', cause: 'late' } }),
    facts({ dimensions: { channel: 'email', cause: 'late' } }),
    facts({ dimensions: { channel: 'email', cause: null } }),
  ];
  const count = (filters: Filters) => casesOf(tallyFacts(cases, query({ kind: 'whole' }, filters)).get(null)) ?? 0;

  test('values of one dimension add, dimensions narrow', () => {
    expect(count({ channel: ['phone', 'email'] })).toBe(3);
    expect(count({ channel: ['email'], cause: ['late'] })).toBe(1);
  });

  test('the empty text stands for what is not known', () => {
    expect(count({ cause: [''] })).toBe(1);
    expect(count({ cause: ['', 'late'] })).toBe(3);
  });
});

test('groups are the values of a dimension, one of them for what is not known', () => {
  const cases = [...many(2, { dimensions: { team: 'T1' } }), facts({ dimensions: { team: null } })];
  const tallies = tallyFacts(cases, query({ kind: 'dimension', dimension: 'team' }));
  expect([...tallies].map(([key, tally]) => [key, casesOf(tally)])).toEqual([
    ['T1', 2],
    [null, 1],
  ]);
});

test('periods are told by their place, a case on an edge belonging to the one it opens', () => {
  const cases = [days(0), days(3) - 1, days(3), days(9)].map((openedUs) => facts({ openedUs }));
  const tallies = tallyFacts(cases, query({ kind: 'periods', edgesUs: [days(-4), days(3), days(6), days(9)] }));
  expect([...tallies].map(([key, tally]) => [key, casesOf(tally)])).toEqual([
    ['0', 2],
    ['1', 1],
    ['3', 1],
  ]);
});
