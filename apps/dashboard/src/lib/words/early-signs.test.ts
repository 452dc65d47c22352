import type { EarlySign, EarlySigns } from '@finest-hour/metrics';
import { describe, expect, test } from 'vitest';
import {
  signComparison,
  signDetail,
  signName,
  signPopulation,
  signsCohort,
  signsSentence,
  signValue,
  truthWords,
} from './early-signs.ts';

const share = (value: number | null, n = 100) => ({ value, low: value, high: value, n, notCovered: 0 });
const none = { value: null, low: null, high: null };

/** 40 of 100 last week, 50 of 100 usually; what can be told of it. */
function sign(more: Partial<EarlySign>): EarlySign {
  return {
    ...{ moreIsBetter: true, last: share(0.4), usual: share(0.5), tooFew: false },
    ...{ difference: { value: -0.1, low: -0.16, high: -0.04 }, verdict: 'worse' },
    truth: { with: share(0.78), without: share(0.57), difference: { value: 0.2, low: 0.13, high: 0.27 } },
    ...more,
  };
}
const unclear = sign({ verdict: 'cantTell', difference: { value: -0.1, low: -0.212, high: 0.012 } });
const few = sign({ verdict: 'cantTell', tooFew: true, last: share(0.4, 12) });
const fewer = sign({ verdict: 'better', moreIsBetter: false });

function signs(more: Partial<EarlySigns['signs']> = {}): EarlySigns {
  return {
    ageDays: 7,
    last: { from: '2026-11-02', to: '2026-11-09' },
    usual: { from: '2026-08-03', to: '2026-11-02' },
    cases: { last: 74, usual: 750 },
    signs: {
      ...{ ownedInTarget: unclear, followedUp: unclear, promiseBroken: unclear, resolved: unclear, passedOn: unclear },
      ...more,
    },
  };
}
const nameOf = (name: Parameters<typeof signName>[0]) => signName(name, { targetSeconds: 3600, ageDays: 7 });

describe('a sign says', () => {
  test('how much, and what is usual', () => {
    expect(signValue(unclear)).toBe('40\u00a0%, usually 50\u00a0%');
    expect(signValue(sign({ usual: share(null, 0) }))).toBe('40\u00a0%');
    expect(signValue(sign({ last: share(null, 0) }))).toBeNull();
  });

  test('by how much it changed, whether more is good news or not', () => {
    expect(signDetail(sign({}), undefined)).toBe('10 in 100 fewer than usual (likely 4 to 16)');
    expect(signDetail(fewer, undefined)).toBe('10 in 100 fewer than usual (likely 4 to 16)');
    expect(signComparison(fewer)?.verdict).toBe('better');
  });

  test('what could hide where it can’t be told', () => {
    // Standard error 0.224 / 3.919928; times 1.959964 + 0.841621: 0.1601.
    expect(signDetail(unclear, undefined)).toBe('from the usual; a change under about 16 in 100 could hide');
  });

  test('that there are too few, that there is nothing, or that it is not measured, and why', () => {
    expect(signDetail(few, undefined)).toBe('Too few to compare: 12 last week, 100 before; we compare from 30.');
    expect(signComparison(few)).toBeNull();
    expect(signDetail(sign({ verdict: null, difference: none }), undefined)).toMatch(/^Nothing to compare/);
    expect(signDetail(sign({}), 'no promise ever arrived: push promise.made')).toBe(
      'Not measured: no promise ever arrived: push promise.made.',
    );
  });

  test('what it is of, where that is not every complaint', () => {
    expect(signPopulation('promiseBroken', sign({ last: share(0, 44) }))).toBe('of 44 with a promise due');
    expect(signPopulation('resolved', unclear)).toBe('');
  });

  test('whether it went with recovery', () => {
    expect(truthWords(unclear)).toEqual({
      with: '78\u00a0%',
      without: '57\u00a0%',
      difference: '20 in 100 more (likely 13 to 27)',
    });
    const truth = { with: share(0.5, 20), without: share(0.5), difference: { value: 0, low: -0.2, high: 0.2 } };
    expect(truthWords(sign({ truth }))).toEqual({
      with: 'too few (20)',
      without: '50\u00a0%',
      difference: 'too few to compare',
    });
  });
});

describe('together they say', () => {
  test('that none can be told from the usual', () => {
    expect(signsSentence(signs(), nameOf)).toBe('No sign can be told from the usual.');
  });

  test('that there are none where nothing opened in one of the two', () => {
    const none = (last: number, usual: number) => signsSentence({ ...signs(), cases: { last, usual } }, nameOf);
    expect(none(0, 0)).toBe('None: no complaint opened 2 Nov – 8 Nov 2026.');
    expect(none(40, 0)).toBe('None: nothing opened before, so that nothing is usual yet.');
  });

  test('what is worse, then what is better, and that the others can’t be told', () => {
    expect(signsSentence(signs({ ownedInTarget: sign({}), resolved: sign({}), promiseBroken: fewer }), nameOf)).toBe(
      'Worse than usual: owned within 1\u00a0h, resolved by day 7. Better than usual: promises broken. The other 2 can’t be told from the usual.',
    );
  });

  test('which weeks are compared, at which age', () => {
    expect(signsCohort(signs())).toBe(
      '74\u00a0complaints opened 2 Nov – 8 Nov 2026, against 750 of the 13 weeks before, each as it stood 7 days after it opened',
    );
  });
});
