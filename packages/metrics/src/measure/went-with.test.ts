import { describe, expect, test } from 'vitest';
import type { CaseFacts, EarlyFacts } from '../facts.ts';
import { tallyWentWith } from '../tally/reference-went-with.ts';
import { days } from '../testing/case-log.ts';
import { facts } from '../testing/facts.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { measureWentWith, type WentWith } from './went-with.ts';

const OPEN: EarlyFacts = {
  ownedInTarget: false,
  followedUp: false,
  promiseDue: false,
  promiseBroken: false,
  resolved: false,
  handOffs: 0,
};

/** So many complaints of a cause, of which the first are recovered, passed on so often within a week. */
const some = (cause: string, handOffs: number, count: number, recovered: number, more: Partial<CaseFacts> = {}) =>
  Array.from({ length: count }, (_, i) => ({
    ...facts({
      verdict: i < recovered ? 'noObjection' : 'unresolved',
      openedUs: days(0),
      dimensions: { cause, severity: 'high' },
      summary: { early: { ...OPEN, handOffs } },
    }),
    ...more,
  }));

const QUERY = tallyQuery({ fromUs: days(0), toUs: days(1), maturedUntilUs: days(1), asOfUs: days(400) });
const wentWith = (cases: readonly CaseFacts[], query = QUERY) => measureWentWith(tallyWentWith(cases, query), {});
const level = (measured: WentWith | null, handOffs: string) =>
  measured?.levels.find((one) => one.handOffs === handOffs);

/** docs/metrics.md, worked out there. */
describe('55 complaints still open after a week, late or rude, 30 of them passed on once', () => {
  const cases = [
    ...some('late', 0, 20, 12),
    ...some('late', 1, 10, 4),
    ...some('rude', 0, 5, 4),
    ...some('rude', 1, 20, 12),
  ];
  const measured = wentWith(cases);

  test('16 of 30 and 16 of 25 were recovered, 11 in 100 apart; within the same cause it is 20', () => {
    expect(level(measured, '0')?.recovered).toMatchObject({ n: 25, value: 16 / 25, difference: null, tooFew: true });
    const once = level(measured, '1')?.recovered;
    expect(once).toMatchObject({ n: 30, value: 16 / 30, tooFew: true });
    expect(once?.difference?.value).toBeCloseTo(-0.2, 12);
    // R, metafor: rma.mh.
    expect(once?.difference?.low).toBeCloseTo(-0.4789077645371, 12);
    expect(once?.difference?.high).toBeCloseTo(0.0789077645371, 12);
  });

  test('who was resolved within the week, is pending, merged or illegitimate has no part in it', () => {
    const resolved = facts({ openedUs: days(0), summary: { early: { ...OPEN, resolved: true, handOffs: 1 } } });
    const others = [
      resolved,
      ...some('late', 1, 1, 1, { verdict: 'merged' }),
      ...some('late', 1, 1, 1, { verdict: 'illegitimate' }),
    ];
    expect(wentWith([...cases, ...others])).toEqual(measured);
    expect(level(wentWith(cases, { ...QUERY, maturedUntilUs: days(0) - 1 }), '1')?.recovered).toMatchObject({
      n: 0,
      value: null,
    });
  });
});

test('three times or more is one level', () => {
  const measured = wentWith([...some('late', 3, 2, 1), ...some('late', 7, 2, 1)]);
  expect(level(measured, '3+')?.recovered).toMatchObject({ n: 4, value: 0.5, difference: null });
});

test('30 of either are enough to compare', () => {
  const measured = wentWith([...some('late', 0, 30, 12), ...some('late', 2, 30, 12), ...some('late', 1, 29, 12)]);
  expect(level(measured, '2')?.recovered.tooFew).toBe(false);
  expect(level(measured, '1')?.recovered.tooFew).toBe(true);
});

describe('who came back', () => {
  const back = (afterDays: number) => ({
    returnedAfterVerdict: { exit: 1, afterUs: days(afterDays) - days(0) } as const,
  });
  const watched = { ...QUERY, valueCoverage: { fromUs: days(0), toUs: days(0) + (days(134) - days(0)) } };
  const cases = [
    ...some('late', 0, 1, 1, back(90)),
    ...some('late', 0, 1, 1, back(91)),
    ...some('late', 0, 1, 1),
    // Had left before the verdict.
    ...some('late', 0, 1, 1, { returnedAfterVerdict: null }),
  ];

  test('counts within 90 days of the verdict, of those who had not left before', () => {
    expect(level(wentWith(cases, watched), '0')?.cameBack).toMatchObject({ n: 3, value: 1 / 3 });
  });

  test('who was not watched for so long has no part in it', () => {
    const short = { ...watched, valueCoverage: { fromUs: days(0), toUs: days(134) - 1 } };
    expect(level(wentWith(cases, short), '0')?.cameBack).toMatchObject({ n: 0, value: null });
    const late = { ...watched, valueCoverage: { fromUs: days(0) + 1, toUs: days(134) } };
    expect(level(wentWith(cases, late), '0')?.cameBack).toMatchObject({ n: 0, value: null });
  });

  test('is not told where no purchases arrive, and nothing is where nobody tells who holds a case', () => {
    const tally = tallyWentWith(cases, watched);
    expect(level(measureWentWith(tally, { repeatLoyalty: 'none' }), '0')?.cameBack).toBeNull();
    expect(measureWentWith(tally, { handOffs: 'none' })).toBeNull();
  });
});

test('customers with several complaints that went alike widen the interval', () => {
  const one = some('late', 1, 10, 5);
  const pairs = one.flatMap((fact, i) => {
    const customer = `pair-${i}`;
    const twin = { ...fact, summary: { ...fact.summary, customer } };
    return [twin, twin];
  });
  const kept = some('late', 0, 40, 20);
  const width = (cases: readonly CaseFacts[]) => {
    const difference = level(wentWith(cases), '1')?.recovered.difference;
    return (difference?.high ?? NaN) - (difference?.low ?? NaN);
  };
  // Ten pairs, five all yes and five all no: a design effect of 19/9 (Cochran 1977).
  const alone = width([...some('late', 1, 20, 10), ...kept]);
  expect(width([...pairs, ...kept])).toBeCloseTo(alone * Math.sqrt(19 / 9), 9);
});
