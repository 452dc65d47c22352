import { describe, expect, test } from 'vitest';
import type { CaseEvent } from '@finest-hour/events';
import {
  A,
  assigned,
  BOT,
  event,
  MINUTE_US,
  minutes,
  NOBODY,
  opened,
  owned,
  Q1,
  reopened,
  resolved,
} from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';

const summary = (...events: readonly CaseEvent[]) => fold([opened(), ...events]).summary;
const routing = (...events: readonly CaseEvent[]) => {
  const { exit, waitUs, held } = summary(...events).routing;
  return [exit, waitUs === null ? null : waitUs / MINUTE_US, held];
};

describe('routed', () => {
  test("with the first person or team's queue, which is not owning it", () => {
    expect(routing(assigned(minutes(3), Q1), assigned(minutes(9), A))).toEqual(['routed', 3, true]);
    expect(routing(assigned(minutes(9), A))).toEqual(['routed', 9, true]);
    expect(summary(assigned(minutes(9), A)).ownership.exit).toBeNull();
    expect(fold([opened({ team: 'T1' })]).summary.routing).toEqual({ exit: 'routed', waitUs: 0, held: true });
  });

  test('who takes it is its holder', () => {
    expect(routing(owned(minutes(4), 'A'))).toEqual(['routed', 4, true]);
  });

  test('a bot is nobody, but in the queue of a team the team holds', () => {
    expect(routing(assigned(minutes(3), BOT))).toEqual([null, null, false]);
    expect(routing(assigned(minutes(3), BOT), assigned(minutes(5), A))).toEqual(['routed', 5, true]);
    expect(routing(assigned(minutes(3), { ...BOT, team: 'T1' }))).toEqual(['routed', 3, true]);
  });

  test('what ended before anybody had it ended unrouted, also if somebody gets it later', () => {
    expect(routing(resolved(minutes(7)))).toEqual(['endedUnrouted', 7, false]);
    const again = [resolved(minutes(7)), reopened(minutes(8)), assigned(minutes(9), A)];
    expect(routing(...again)).toEqual(['endedUnrouted', 7, true]);
    expect(routing(event('case.withdrawn', minutes(2), {}))).toEqual(['endedUnrouted', 2, false]);
  });

  test('given back to nobody it was routed, and nobody holds it', () => {
    expect(routing(assigned(minutes(1), A), assigned(minutes(2), NOBODY))).toEqual(['routed', 1, false]);
  });
});

describe('changes that are no hand-offs', () => {
  test('are counted by what they are called, where the person changed', () => {
    const { moves } = summary(
      assigned(minutes(1), A),
      assigned(minutes(2), { agent: 'B', team: 'T1' }, { bulk: true }),
      assigned(minutes(3), { agent: 'C', team: 'T1' }, { reason: 'shift' }),
      assigned(minutes(4), { agent: 'C', team: 'T2' }, { reason: 'shift' }),
      assigned(minutes(5), A, { reason: 'correction' }),
      assigned(minutes(6), { agent: 'B', team: 'T1' }),
    );
    expect(moves).toEqual({ bulk: 1, shift: 1, correction: 1 });
  });

  test('while resolved or closed the holder changed: reassigned, however it is called', () => {
    const reassigned = (...events: readonly CaseEvent[]) => summary(...events).reassignedWhileResolved;
    const [a, b] = [assigned(minutes(1), A), assigned(minutes(9), { agent: 'B', team: 'T1' })];
    expect(reassigned(a, b)).toBe(false);
    expect(reassigned(a, resolved(minutes(5)), b)).toBe(true);
    expect(reassigned(a, event('case.closed', minutes(5), {}), b)).toBe(true);
    expect(reassigned(a, resolved(minutes(5)), assigned(minutes(9), A))).toBe(false);
    expect(reassigned(a, resolved(minutes(5)), reopened(minutes(6)), b)).toBe(false);
    const bulk = assigned(minutes(9), { agent: 'B', team: 'T1' }, { bulk: true });
    expect(reassigned(a, resolved(minutes(5)), bulk)).toBe(true);
  });
});

describe('the fault', () => {
  const fault = (first: 'ours' | 'theirs' | undefined, ...later: readonly (readonly [number, 'ours' | 'theirs'])[]) =>
    fold([
      opened(first === undefined ? {} : { fault: first }),
      ...later.map(([minute, said]) => event('case.classified', minutes(minute), { fault: said })),
    ]).summary.fault;

  test('is moved where it was called ours, and is not in the end', () => {
    expect(fault('ours')).toEqual({ everOurs: true, moved: false });
    expect(fault('ours', [5, 'theirs'])).toEqual({ everOurs: true, moved: true });
    expect(fault(undefined, [5, 'ours'], [6, 'theirs'])).toEqual({ everOurs: true, moved: true });
    expect(fault('ours', [5, 'theirs'], [6, 'ours'])).toEqual({ everOurs: true, moved: false });
    expect(fault('theirs', [5, 'theirs'])).toEqual({ everOurs: false, moved: false });
  });

  test('as classified by maturity', () => {
    const day44 = 44 * 24 * 60;
    expect(fault('ours', [day44, 'theirs'])).toEqual({ everOurs: true, moved: true });
    expect(fault('ours', [day44 + 1, 'theirs'])).toEqual({ everOurs: true, moved: false });
    expect(fault('theirs', [day44 + 1, 'ours'])).toEqual({ everOurs: false, moved: false });
  });
});
