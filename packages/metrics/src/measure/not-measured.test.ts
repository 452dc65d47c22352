import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '@finest-hour/events';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { tallyFacts } from '../tally/reference.ts';
import { days } from '../testing/case-log.ts';
import { facts, many } from '../testing/facts.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { measureContext } from './context.ts';
import { measure } from './measure.ts';
import { notMeasured, type NotMeasured } from './not-measured.ts';

const EVER = { fromUs: 0, toUs: 1 };
const arrived = (...types: readonly string[]) => new Map(types.map((type) => [type, EVER]));
const names = (...types: readonly string[]) => Object.keys(notMeasured(arrived(...types))).sort();

describe('what never arrived is not measured', () => {
  test('nothing of it where everything arrives', () => {
    expect(names(...EVENT_TYPES.map(({ type }) => type))).toEqual([]);
  });

  test('before the first case, of the help desk nothing is missed', () => {
    expect(names()).toEqual([
      'askedSatisfaction',
      'confirmedRecoveryRate',
      'followedUp',
      'promiseBroken',
      'promiseWithdrawn',
      'repeatLoyalty',
      'withoutPromise',
    ]);
  });

  test('a desk that tells openings and groups has routing and hand-offs, and no owners until somebody acts', () => {
    const feeds = ['satisfaction.asked', 'satisfaction.stated', 'promise.made', 'promise.kept', 'promise.withdrawn'];
    const others = [...feeds, 'customer.visited'];
    expect(names('case.opened', ...others)).toEqual([
      'followedUp',
      'handOffs',
      'recoveryRate',
      'routed',
      'timeToOwnership',
    ]);
    const acts = others.filter((type) => type !== 'promise.made');
    expect(names('case.opened', 'case.assigned', ...acts)).toContain('timeToOwnership');
    expect(names('case.opened', 'case.assigned', ...acts)).not.toContain('routed');
    expect(names('case.opened', 'case.assigned', 'case.resolved', ...acts)).not.toContain('timeToOwnership');
    expect(names('case.opened', 'case.owned', ...acts)).not.toContain('timeToOwnership');
  });

  test('any of purchases, renewals and visits will do; of promises and their keeping both must arrive', () => {
    for (const type of ['customer.purchased', 'customer.renewed', 'customer.visited'])
      expect(names(type)).not.toContain('repeatLoyalty');
    expect(names('promise.made')).toContain('promiseBroken');
    expect(names('promise.kept')).toContain('promiseBroken');
    expect(names('promise.made', 'promise.kept')).not.toContain('promiseBroken');
  });

  test('a type that arrived long ago is told, however long ago', () => {
    expect(names('case.opened', 'case.resolved')).not.toContain('recoveryRate');
    // Whoever tells of other ends would tell of resolutions.
    expect(names('case.opened', 'case.closed')).not.toContain('recoveryRate');
  });
});

describe('what is not measured has no value, never a 0; numbers of cases stay what was told', () => {
  const cases = [...many(3, { verdict: 'unresolved' }), facts({ verdict: 'unresolved', handOffs: 2 })];
  const query = tallyQuery({ maturedUntilUs: days(50) });
  const tally = tallyFacts(cases, query).get(null);
  if (tally === undefined) throw new Error('no cases');
  const measuredWithout = (missing: NotMeasured) =>
    measure(tally, measureContext(DEFAULT_BOOK_SETTINGS, missing)).measures;
  const nothing = { value: null, low: null, high: null, n: 0 };

  test('no end of a case ever arrived: no share is recovered, and the cases without one are still counted', () => {
    const measures = measuredWithout({ recoveryRate: 'why' });
    expect(measures.recoveryRate).toEqual(nothing);
    expect(measures.confirmedRecoveryRate).toEqual(nothing);
    expect(measures.notRecovered.unresolved).toBe(4);
    expect(measures.handOffs.total).toBe(2);
    expect(measuredWithout({}).recoveryRate).toMatchObject({ value: 0, n: 4 });
    expect(measuredWithout({}).notRecovered.unresolved).toBe(4);
  });

  test('what customers said never arrived: none confirmed it, and none did not', () => {
    const measures = measuredWithout({ confirmedRecoveryRate: 'why', askedSatisfaction: 'why' });
    expect(measures.recoveryRate.value).toBe(0);
    expect(measures.confirmedRecoveryRate).toEqual(nothing);
    expect(measures.askedSatisfaction).toEqual({ ...nothing, notCovered: 0 });
  });

  test('nobody tells who holds a case: no share has an owner, none was never passed on, and all wait', () => {
    const { timeToOwnership, handOffs, gaming } = measuredWithout({
      timeToOwnership: 'why',
      routed: 'why',
      handOffs: 'why',
    });
    expect(timeToOwnership).toMatchObject({ n: 0, waiting: 4, assignedNotOwned: 0, withinTarget: nothing });
    expect(timeToOwnership.routed).toMatchObject({ n: 0, waiting: 4, withinTarget: nothing });
    expect(handOffs).toMatchObject({ n: 0, mean: null, neverPassedOn: nothing, unheld: { any: nothing } });
    expect(gaming.reassignedWhileResolved).toEqual(nothing);
    expect(measuredWithout({}).timeToOwnership).toMatchObject({ n: 4, waiting: 4 });
  });

  test('no promise ever arrived: not all cases are without one', () => {
    const { gaming } = measuredWithout({ withoutPromise: 'why', promiseWithdrawn: 'why' });
    expect(gaming.withoutPromise).toEqual({ ...nothing, notCovered: 0 });
    expect(measuredWithout({}).gaming.withoutPromise).toMatchObject({ value: 1, n: 4, notCovered: 0 });
  });
});
