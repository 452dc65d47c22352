import { describe, expect, test } from 'vitest';
import { parseReportQuery } from './query.ts';

const parse = (query: string) => parseReportQuery(new URLSearchParams(query), { timeZone: 'Europe/Berlin' });
const problems = (query: string) => {
  const parsed = parse(query);
  return parsed.ok ? [] : parsed.problems;
};

describe('what may be asked', () => {
  test('nothing at all: the period stays open', () => {
    expect(parse('')).toEqual({
      ok: true,
      query: { period: null, timeZone: 'Europe/Berlin', by: null, filters: {} },
    });
  });

  test('a period, a breakdown, and filters, which may be repeated or empty', () => {
    expect(parse('from=2026-01-01&to=2026-04-01&by=resolving-team&channel=phone&channel=email&cause=')).toEqual({
      ok: true,
      query: {
        period: { from: '2026-01-01', to: '2026-04-01' },
        timeZone: 'Europe/Berlin',
        by: 'resolving-team',
        filters: { channel: ['phone', 'email'], cause: [''] },
      },
    });
  });

  test.each([
    'quarter',
    'month',
    'week',
    'day',
    'channel',
    'team',
    'resolving-team',
    'cause',
    'severity',
    'product',
    'region',
    'fault',
  ])('by %s', (by) => {
    expect(problems(`from=2026-01-01&to=2026-04-01&by=${by}`)).toEqual([]);
  });
});

describe('a change may be asked for', () => {
  test.each(['previous', 'last-year'])('over the groups of a dimension, against %s', (compare) => {
    const parsed = parse(`by=cause&compare=${compare}`);
    expect(parsed).toMatchObject({ ok: true, query: { by: 'cause', compare } });
  });

  test('of a dimension alone, and against what is known', () => {
    const known = 'channel, team, resolving-team, cause, severity, product, region, fault';
    const detail = `a change is told over the groups of a dimension: give by as one of ${known}`;
    expect(problems('compare=previous')).toEqual([{ parameter: 'compare', detail }]);
    expect(problems('compare=previous&by=week')).toEqual([{ parameter: 'compare', detail }]);
    expect(problems('compare=before&by=team')).toEqual([
      { parameter: 'compare', detail: 'unknown comparison: before; known: previous, last-year' },
    ]);
    expect(problems('compare=&by=team')).toMatchObject([{ parameter: 'compare' }]);
  });
});

describe('every mistake is named with its value', () => {
  test.each([
    ['from=2026-01-01', 'to', 'missing: give both from and to, or neither'],
    ['to=2026-01-01', 'from', 'missing: give both from and to, or neither'],
    ['from=2026-02-30&to=2026-04-01', 'from', 'not a date (YYYY-MM-DD): 2026-02-30'],
    ['from=2026-01-01&to=1.4.2026', 'to', 'not a date (YYYY-MM-DD): 1.4.2026'],
    ['from=2026-01-01T00:00Z&to=2026-04-01', 'from', 'not a date (YYYY-MM-DD): 2026-01-01T00:00Z'],
    ['from=2026-04-01&to=2026-04-01', 'to', 'to must be after from: 2026-04-01 to 2026-04-01'],
    ['from=0001-01-01&to=2026-04-01', 'from', 'not in the years 1900 to 2199: 0001-01-01'],
    ['from=2026-01-01&to=9999-12-31', 'to', 'not in the years 1900 to 2199: 9999-12-31'],
    ['chanel=phone', 'chanel', 'unknown parameter: chanel'],
    ['channel=pho%00ne', 'channel', 'channel contains U+0000, which no value does'],
    ['constructor=x', 'constructor', 'unknown parameter: constructor'],
    ['from=2026-01-01&to=2026-04-01&from=2026-02-01', 'from', 'given twice: from'],
  ])('%s', (query, parameter, detail) => {
    expect(problems(query)).toEqual([{ parameter, detail }]);
  });

  test('an unknown breakdown, with those that are known', () => {
    expect(problems('by=chanel')).toEqual([
      {
        parameter: 'by',
        detail:
          'unknown breakdown: chanel; known: quarter, month, week, day, channel, team, resolving-team, cause, severity, product, region, fault',
      },
    ]);
    expect(problems('by=toString')).toMatchObject([{ parameter: 'by' }]);
  });

  test('more periods than anybody reads', () => {
    expect(problems('from=2020-01-01&to=2026-01-01&by=day')).toEqual([
      { parameter: 'by', detail: '2020-01-01 to 2026-01-01 by day is more than 1500 periods' },
    ]);
    expect(problems('from=2020-01-01&to=2026-01-01&by=week')).toEqual([]);
  });

  test('all of them at once', () => {
    expect(
      problems('from=2026-04-01&to=2026-01-01&by=x&y=z')
        .map(({ parameter }) => parameter)
        .sort(),
    ).toEqual(['by', 'to', 'y']);
  });
});
