import { describe, expect, test } from 'vitest';
import { formatTimeUs, type CaseEvent } from '@finest-hour/events';
import { days, event, minutes, opened } from '../testing/case-log.ts';
import { orderCase } from './order.ts';
import { countPromises, judgePromise, readPromises, type PromiseState } from './promises.ts';

const made = (atUs: number, dueUs: number, promise = 'p') =>
  event('promise.made', atUs, { promise, due: formatTimeUs(dueUs) });
const changed = (atUs: number, dueUs: number, promise = 'p') =>
  event('promise.changed', atUs, { promise, due: formatTimeUs(dueUs) });
const kept = (atUs: number, promise = 'p') => event('promise.kept', atUs, { promise });
const withdrawn = (atUs: number, promise = 'p') => event('promise.withdrawn', atUs, { promise });

const promisesOf = (...events: readonly CaseEvent[]) =>
  readPromises(orderCase([opened(), ...events])?.withMerged ?? []);

/** The state of the one promise, made at the opening and due in ten days. */
function stateAt(atUs: number, ...events: readonly CaseEvent[]): PromiseState | undefined {
  const [promise] = promisesOf(made(days(0), days(10)), ...events);
  return promise && judgePromise(promise, atUs);
}

describe('a promise for ten days', () => {
  test('is pending up to its due time, and broken from the next instant on', () => {
    expect(stateAt(days(9))).toBe('pending');
    expect(stateAt(days(10))).toBe('pending');
    expect(stateAt(days(10) + 1)).toBe('broken');
  });

  test('is kept early with more than a tenth of the time left, on time up to the due time, late after it', () => {
    expect(stateAt(days(50), kept(days(9) - 1))).toBe('early');
    expect(stateAt(days(50), kept(days(9)))).toBe('onTime');
    expect(stateAt(days(50), kept(days(10)))).toBe('onTime');
    expect(stateAt(days(50), kept(days(10) + 1))).toBe('late');
  });

  test('is judged as known then: what is kept later was broken until it was', () => {
    expect(stateAt(days(11), kept(days(12)))).toBe('broken');
    expect(stateAt(days(12), kept(days(12)))).toBe('late');
    expect(stateAt(days(5), kept(days(6)))).toBe('pending');
  });

  test('is judged by the first due time, however often that is moved', () => {
    expect(stateAt(days(50), changed(days(1), days(30)), kept(days(20)))).toBe('late');
    expect(stateAt(days(50), changed(days(1), days(2)), kept(days(5)))).toBe('early');
    expect(stateAt(days(15), changed(days(1), days(30)))).toBe('broken');
  });

  test('taken back by the due time is withdrawn; taken back later it was broken already', () => {
    expect(stateAt(days(50), withdrawn(days(10)))).toBe('withdrawn');
    expect(stateAt(days(50), withdrawn(days(10) + 1))).toBe('broken');
    expect(stateAt(days(4), withdrawn(days(5)))).toBe('pending');
  });

  test('taken back and kept all the same is kept', () => {
    expect(stateAt(days(50), withdrawn(days(2)), kept(days(3)))).toBe('early');
  });
});

test('each promise is known by its id, with the first word on each thing, in the order of making', () => {
  const promises = promisesOf(
    kept(days(4), 'b'),
    made(days(2), days(9), 'b'),
    made(days(1), days(3), 'a'),
    made(days(2), days(20), 'a'),
    kept(days(5), 'a'),
    kept(days(6), 'a'),
    changed(days(2), days(8), 'a'),
  );
  expect(promises).toEqual([
    {
      caseId: 'case-1',
      promise: 'a',
      madeUs: days(1),
      dueUs: days(3),
      changed: true,
      keptUs: days(5),
      withdrawnUs: null,
    },
    {
      caseId: 'case-1',
      promise: 'b',
      madeUs: days(2),
      dueUs: days(9),
      changed: false,
      keptUs: days(4),
      withdrawnUs: null,
    },
  ]);
});

test('a change whose making never arrived will do; of what has no due time at all nothing can be said', () => {
  expect(promisesOf(changed(minutes(5), days(3)), kept(days(1)))).toMatchObject([
    { madeUs: minutes(5), dueUs: days(3) },
  ]);
  expect(promisesOf(kept(days(1)), withdrawn(days(2)))).toEqual([]);
});

test('the first due time counts, also where a making is dated after a change; at one instant it was made first', () => {
  expect(promisesOf(changed(days(1), days(3)), made(days(2), days(9)))).toMatchObject([
    { madeUs: days(1), dueUs: days(3) },
  ]);
  const atOnce = [changed(days(1), days(3)), made(days(1), days(9))];
  for (const events of [atOnce, atOnce.toReversed()])
    expect(promisesOf(...events)).toMatchObject([{ madeUs: days(1), dueUs: days(9), changed: true }]);
});

test('promises are counted as made by a moment, and as withdrawn by then', () => {
  const promises = promisesOf(
    made(days(1), days(9), 'a'),
    withdrawn(days(2), 'a'),
    made(days(1), days(9), 'b'),
    withdrawn(days(8), 'b'),
    made(days(7), days(9), 'c'),
  );
  expect(countPromises(promises, days(5))).toEqual({ made: 2, withdrawn: 1 });
  expect(countPromises(promises, days(44))).toEqual({ made: 3, withdrawn: 2 });
});

describe('of two cases of which one is merged into the other', () => {
  const inOther = (one: CaseEvent): CaseEvent => ({ ...one, subject: 'case-2' });
  const told = (...events: readonly CaseEvent[]) => promisesOf(...events).map(({ caseId, keptUs }) => [caseId, keptUs]);

  test('promises by the same id are two: that one is kept says nothing of the other', () => {
    const both = [made(days(1), days(3)), inOther(made(days(2), days(9)))];
    expect(told(...both, inOther(kept(days(4))))).toEqual([
      ['case-1', null],
      ['case-2', days(4)],
    ]);
    expect(promisesOf(...both, kept(days(2))).map((one) => judgePromise(one, days(50)))).toEqual(['early', 'broken']);
    expect(countPromises(promisesOf(...both, withdrawn(days(2))), days(44))).toEqual({ made: 2, withdrawn: 1 });
  });

  test('one promise may be made in the one and kept in the other', () => {
    expect(told(inOther(made(days(1), days(3))), kept(days(2)))).toEqual([['case-2', days(2)]]);
    expect(told(made(days(1), days(3)), inOther(kept(days(2))))).toEqual([['case-1', days(2)]]);
  });

  test('what was told of the one stays with it, also where the other promises by that id later', () => {
    const events = [inOther(made(days(1), days(3))), kept(days(2)), made(days(20), days(30))];
    expect(told(...events)).toEqual([
      ['case-2', days(2)],
      ['case-1', null],
    ]);
  });
});
