import { describe, expect, test } from 'vitest';
import type { CaseEvent } from '@finest-hour/events';
import {
  A,
  assigned,
  B,
  BOT,
  C,
  D,
  event,
  minutes,
  MINUTE_US,
  NOBODY,
  opened,
  owned,
  Q1,
  Q2,
  reopened,
  resolved,
} from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';

/** Hand-offs between agents and between teams. */
const handOffs = (...events: readonly CaseEvent[]) => {
  const { agentLevel, teamLevel } = fold([opened(), ...events]).summary;
  return [agentLevel.handOffs, teamLevel.handOffs];
};

const agents = (...events: readonly CaseEvent[]) => fold([opened(), ...events]).summary.agentLevel;
const agentMoves = (...events: readonly CaseEvent[]) => fold([opened(), ...events]).hops.map((hop) => hop.agentMove);
const shift = { reason: 'shift' } as const;
const bulk = { bulk: true } as const;

describe('what is no hand-off', () => {
  test('assigning a case to whom it is assigned already changes nothing, not even the chain', () => {
    const events = [assigned(minutes(0), A), assigned(minutes(5), A), assigned(minutes(9), A)];
    expect(handOffs(...events)).toEqual([0, 0]);
    expect(fold([opened(), ...events]).hops).toHaveLength(1);
  });

  test('the first agent after queues, however many, is routing', () => {
    expect(handOffs(assigned(minutes(0), Q1), assigned(minutes(5), NOBODY), assigned(minutes(9), A))).toEqual([0, 0]);
    expect(agentMoves(assigned(minutes(0), Q1), assigned(minutes(9), A))).toEqual(['stayed', 'routed']);
  });

  test('a change of shift or a correction is told apart, and its hop stays in the chain', () => {
    expect(handOffs(assigned(minutes(0), A), assigned(minutes(5), D, shift))).toEqual([0, 0]);
    expect(agentMoves(assigned(minutes(0), A), assigned(minutes(5), B, shift))).toEqual(['routed', 'shift']);
    expect(agentMoves(assigned(minutes(0), A), assigned(minutes(5), B, { reason: 'correction' }))).toEqual([
      'routed',
      'correction',
    ]);
  });

  test('other reasons are hand-offs whatever they say', () => {
    for (const reason of ['triage', 'expertise', 'absence', 'other'] as const)
      expect(handOffs(assigned(minutes(0), A), assigned(minutes(5), B, { reason }))).toEqual([1, 0]);
  });

  test('a bulk change out of a queue is none; an agent who then takes the case is the next one', () => {
    expect(handOffs(assigned(minutes(0), A), assigned(minutes(5), Q1), assigned(minutes(9), B, bulk))).toEqual([0, 0]);
    // A → nobody in bulk, nobody → B by hand: the case did go from A to B.
    expect(handOffs(assigned(minutes(0), A), assigned(minutes(5), Q1, bulk), assigned(minutes(9), B))).toEqual([1, 0]);
  });

  test('an escalation to a manager never moves the holder', () => {
    const events = [assigned(minutes(0), A), event('case.escalated', minutes(5), { to: D })];
    expect(handOffs(...events)).toEqual([0, 0]);
    expect(fold([opened(), ...events]).summary).toMatchObject({ holderAgent: 'A', holderTeam: 'T1' });
  });
});

describe('ping-pong', () => {
  test('through a queue it is as direct as by hand', () => {
    const back = [assigned(minutes(0), A), assigned(minutes(5), B), assigned(minutes(9), Q1), assigned(minutes(12), A)];
    expect(agents(...back)).toEqual({ handOffs: 2, pingPongDirect: true, pingPongAny: true, returnsToQueue: 0 });
  });

  test.each([
    ['bulk', bulk],
    ['shift', shift],
    ['correction', { reason: 'correction' } as const],
  ])('whoever left by %s did not depart: coming back to them is a hand-off, not a ping-pong', (_, exception) => {
    expect(agents(assigned(minutes(0), A), assigned(minutes(5), B, exception), assigned(minutes(9), A))).toEqual({
      handOffs: 1,
      pingPongDirect: false,
      pingPongAny: false,
      returnsToQueue: 0,
    });
  });

  test('who departed by a hand-off is an earlier holder also after a change of shift', () => {
    // A passes it to B; C takes B's shift; C passes it back to A.
    expect(
      agents(
        assigned(minutes(0), A),
        assigned(minutes(5), B),
        assigned(minutes(9), C, shift),
        assigned(minutes(12), A),
      ),
    ).toMatchObject({ handOffs: 2, pingPongDirect: true, pingPongAny: true });
  });

  test('whoever gets the case back by a change of shift did not get it by a hand-off', () => {
    expect(agents(assigned(minutes(0), A), assigned(minutes(5), B), assigned(minutes(9), A, shift))).toMatchObject({
      handOffs: 1,
      pingPongDirect: false,
      pingPongAny: false,
    });
  });

  test('going round in a circle twice is never direct', () => {
    const circle = [A, B, C, A, B, C].map((to, index) => assigned(minutes(index), to));
    expect(agents(...circle)).toEqual({ handOffs: 5, pingPongDirect: false, pingPongAny: true, returnsToQueue: 0 });
  });
});

describe('while resolved', () => {
  const start = [assigned(minutes(0), A), resolved(minutes(60))];

  test('changes count for nothing where the case stays resolved or closed', () => {
    expect(handOffs(...start, assigned(minutes(70), B), assigned(minutes(75), D))).toEqual([0, 0]);
    expect(handOffs(assigned(minutes(0), A), event('case.closed', minutes(60), {}), assigned(minutes(70), D))).toEqual([
      0, 0,
    ]);
    expect(agentMoves(...start, assigned(minutes(70), B))).toEqual(['routed', 'whileResolved']);
  });

  test('a withdrawn case is not resolved: passing it on counts', () => {
    expect(
      handOffs(assigned(minutes(0), A), event('case.withdrawn', minutes(60), {}), assigned(minutes(70), B)),
    ).toEqual([1, 0]);
  });

  test('at a reopening they are at most one hand-off: who holds it then against who held it at the resolution', () => {
    const changes = [B, C, D].map((to, index) => assigned(minutes(70 + index), to));
    expect(handOffs(...start, ...changes, reopened(minutes(80)))).toEqual([1, 1]);
    expect(handOffs(...start, ...changes, assigned(minutes(75), A), reopened(minutes(80)))).toEqual([0, 0]);
  });

  test('each reopening compares anew, and what it counts can be a ping-pong', () => {
    const twice = [
      ...start,
      assigned(minutes(70), B),
      reopened(minutes(80)),
      resolved(minutes(90)),
      assigned(minutes(95), A),
      reopened(minutes(99)),
    ];
    expect(agents(...twice)).toMatchObject({ handOffs: 2, pingPongDirect: true });
  });

  test('a second resolution or a close in between changes nothing of what is compared', () => {
    expect(
      handOffs(
        ...start,
        assigned(minutes(70), B),
        event('case.closed', minutes(72), {}),
        resolved(minutes(74)),
        reopened(minutes(80)),
      ),
    ).toEqual([1, 0]);
  });

  test.each([
    ['bulk', bulk],
    ['shift', shift],
    ['correction', { reason: 'correction' } as const],
  ])('a change by %s is no hand-off at the reopening either', (_, exception) => {
    expect(handOffs(...start, assigned(minutes(70), D, exception), reopened(minutes(80)))).toEqual([0, 0]);
    expect(
      handOffs(
        assigned(minutes(0), A),
        assigned(minutes(50), Q1),
        resolved(minutes(60)),
        assigned(minutes(70), B, exception),
        reopened(minutes(80)),
      ),
    ).toEqual([0, 0]);
    expect(
      handOffs(...start, assigned(minutes(65), Q1), assigned(minutes(70), B, exception), reopened(minutes(80))),
    ).toEqual([0, 0]);
  });

  test('beside a bulk change, one by hand still counts once', () => {
    expect(handOffs(...start, assigned(minutes(70), B, bulk), assigned(minutes(75), C), reopened(minutes(80)))).toEqual(
      [1, 0],
    );
    expect(handOffs(...start, assigned(minutes(70), B), assigned(minutes(75), C, bulk), reopened(minutes(80)))).toEqual(
      [1, 0],
    );
  });

  test('reopened with nobody holding it, the next agent is compared', () => {
    const queued = [...start, assigned(minutes(70), Q1), reopened(minutes(80))];
    expect(agents(...queued, assigned(minutes(90), B))).toMatchObject({ handOffs: 1, returnsToQueue: 0 });
    expect(agents(...queued, assigned(minutes(90), A))).toMatchObject({ handOffs: 0, returnsToQueue: 1 });
  });

  test('whoever first gets a case while it is resolved is routed', () => {
    expect(
      handOffs(
        resolved(minutes(60), { automatic: true }),
        assigned(minutes(70), A),
        assigned(minutes(71), B),
        reopened(minutes(80)),
      ),
    ).toEqual([0, 0]);
  });
});

describe('teams', () => {
  const teams = (...events: readonly CaseEvent[]) => fold([opened(), ...events]).summary.teamLevel;

  test('a holder whose team is not known is skipped: no departure, no return', () => {
    const unknown = { agent: 'B' };
    expect(teams(assigned(minutes(0), A), assigned(minutes(5), unknown), assigned(minutes(9), A))).toEqual({
      handOffs: 0,
      pingPongDirect: false,
      pingPongAny: false,
      returnsToQueue: 0,
    });
    expect(teams(assigned(minutes(0), A), assigned(minutes(5), unknown), assigned(minutes(9), D)).handOffs).toBe(1);
  });

  test('taken from everybody and given back, the team has it as a return', () => {
    expect(teams(assigned(minutes(0), A), assigned(minutes(5), NOBODY), assigned(minutes(9), B))).toMatchObject({
      handOffs: 0,
      returnsToQueue: 1,
    });
  });

  test('between two unheld teams it is a hand-off of teams and of nobody else', () => {
    expect(handOffs(assigned(minutes(0), Q1), assigned(minutes(5), Q2))).toEqual([0, 1]);
  });

  test("the opening's team is the first holder, and whoever takes the case in holds nothing", () => {
    const folded = fold([opened({ team: 'T1', takenBy: 'A' }), assigned(minutes(10), D)]);
    expect(folded.summary.agentLevel.handOffs).toBe(0);
    expect(folded.summary.teamLevel.handOffs).toBe(1);
    expect(folded.hops.map(({ agent, team }) => [agent, team])).toEqual([
      [null, 'T1'],
      ['D', 'T2'],
    ]);
    expect(fold([opened({ takenBy: 'A' })]).hops).toEqual([]);
  });

  test('every team that ever held the case is listed once, sorted', () => {
    expect(fold([opened({ team: 'T2' }), assigned(minutes(1), A), assigned(minutes(2), Q2)]).summary.teams).toEqual([
      'T1',
      'T2',
    ]);
  });
});

describe('bots', () => {
  test('an agent that acts as a bot or rule anywhere in the case holds nothing anywhere in it', () => {
    const helper = { agent: 'helper', team: 'T1' };
    const acts = event('contact.made', minutes(90), { channel: 'chat', by: { kind: 'bot', id: 'helper' } });
    const events = [assigned(minutes(0), A), assigned(minutes(10), helper), assigned(minutes(20), A)];
    expect(agents(...events).handOffs).toBe(2);
    expect(agents(...events, acts)).toMatchObject({ handOffs: 0, returnsToQueue: 1 });
  });

  test('an assignment that calls its agent a person is believed', () => {
    const helper = { agent: 'helper', team: 'T1', kind: 'person' } as const;
    const acts = event('contact.made', minutes(90), { channel: 'chat', by: { kind: 'bot', id: 'helper' } });
    expect(agents(assigned(minutes(0), A), assigned(minutes(10), helper), acts).handOffs).toBe(1);
  });

  test('bot to person counts once as an escalation, also through queues and teams', () => {
    const escalations = (...events: readonly CaseEvent[]) => fold([opened(), ...events]).summary.escalationsFromBot;
    expect(escalations(assigned(minutes(0), BOT))).toBe(0);
    expect(escalations(assigned(minutes(0), BOT), assigned(minutes(5), A))).toBe(1);
    expect(escalations(assigned(minutes(0), BOT), assigned(minutes(5), Q1), assigned(minutes(6), Q2))).toBe(0);
    expect(
      escalations(
        assigned(minutes(0), BOT),
        assigned(minutes(5), Q1),
        assigned(minutes(6), Q2),
        assigned(minutes(7), D),
        assigned(minutes(8), B),
      ),
    ).toBe(1);
    expect(escalations(assigned(minutes(0), { agent: 'router', kind: 'rule' }), owned(minutes(5), 'A'))).toBe(1);
  });

  test('while resolved a bot gives nothing to a person, unless the case reopens with that person', () => {
    const events = [assigned(minutes(0), BOT), resolved(minutes(60), { automatic: true }), assigned(minutes(70), A)];
    expect(fold([opened(), ...events]).summary.escalationsFromBot).toBe(0);
    expect(fold([opened(), ...events, reopened(minutes(80))]).summary.escalationsFromBot).toBe(1);
  });
});

describe('unheld time', () => {
  const unheldMinutes = (...events: readonly CaseEvent[]) => fold([opened(), ...events]).summary.unheldUs / MINUTE_US;

  test('starts after the first person held the case', () => {
    expect(unheldMinutes(assigned(minutes(0), Q1), assigned(minutes(45), A), resolved(minutes(60)))).toBe(0);
  });

  test('ends with the resolution and goes on at a reopening', () => {
    expect(
      unheldMinutes(
        assigned(minutes(0), A),
        assigned(minutes(50), Q1),
        resolved(minutes(60)), // 10
        reopened(minutes(100)),
        assigned(minutes(107), B), // 7
        resolved(minutes(120)),
      ),
    ).toBe(17);
  });

  test('counts from whoever held it over a reopening, though it was given to them while resolved', () => {
    expect(
      unheldMinutes(
        resolved(minutes(60), { automatic: true }),
        assigned(minutes(70), A),
        reopened(minutes(80)),
        assigned(minutes(90), Q1),
        assigned(minutes(95), B),
      ),
    ).toBe(5);
  });

  test('each hop says how long the case waited just before it', () => {
    const { hops } = fold([
      opened(),
      assigned(minutes(10), A),
      assigned(minutes(20), Q1),
      assigned(minutes(30), Q2),
      assigned(minutes(50), D),
    ]);
    expect(hops.map(({ waitUs }) => waitUs / MINUTE_US)).toEqual([10, 0, 0, 30]);
    expect(hops.map(({ endUs }) => endUs)).toEqual([minutes(20), minutes(30), minutes(50), null]);
  });

  test('who holds the case when it is resolved holds it until then, and no longer', () => {
    const chain = [opened(), assigned(minutes(10), A), assigned(minutes(20), B)];
    const ends = (...more: readonly CaseEvent[]) => fold([...chain, ...more]).hops.map(({ endUs }) => endUs);
    expect(ends()).toEqual([minutes(20), null]);
    expect(ends(resolved(minutes(60)))).toEqual([minutes(20), minutes(60)]);
    expect(ends(resolved(minutes(60)), reopened(minutes(70)))).toEqual([minutes(20), null]);
    expect(ends(resolved(minutes(60)), assigned(minutes(90), C))).toEqual([minutes(20), minutes(90), minutes(90)]);
  });
});

test('each hop keeps by whom and why', () => {
  const by = { kind: 'person', id: 'A', team: 'T1' } as const;
  const { hops } = fold([opened(), assigned(minutes(0), A), assigned(minutes(5), D, { by, reason: 'expertise' })]);
  expect(hops[1]).toEqual({
    seq: 1,
    agent: 'D',
    team: 'T2',
    bot: false,
    startUs: minutes(5),
    endUs: null,
    waitUs: 0,
    agentMove: 'handedOff',
    teamMove: 'handedOff',
    ownedUs: null,
    byKind: 'person',
    byId: 'A',
    reason: 'expertise',
  });
});
