import type { CaseEvent } from '@finest-hour/events';
import { expect, test } from 'vitest';
import { A, assigned, D, event, minutes, NOBODY, opened, owned, reopened, resolved } from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';

const FRONT = { agent: 'F', team: 'front' } as const;
const FRONT_QUEUE = { team: 'front' } as const;

const counts = (...events: readonly CaseEvent[]) => {
  const { agentLevel, teamLevel, triages, dimensions } = fold([opened(), ...events], { frontDesks: ['front'] }).summary;
  return { agents: agentLevel.handOffs, teams: teamLevel.handOffs, triages, team: dimensions.team };
};

test('no team is a front desk by default', () => {
  const { summary } = fold([opened(), assigned(minutes(0), FRONT), assigned(minutes(5), A)]);
  expect(summary).toMatchObject({ triages: 0, agentLevel: { handOffs: 1 }, teamLevel: { handOffs: 1 } });
  expect(summary.dimensions.team).toBe('front');
});

test('the first move out of a front desk is triage: counted apart, a hand-off at neither level', () => {
  expect(counts(assigned(minutes(0), FRONT), assigned(minutes(5), A))).toEqual({
    agents: 0,
    teams: 0,
    triages: 1,
    team: 'T1',
  });
  expect(
    fold([opened(), assigned(minutes(0), FRONT), assigned(minutes(5), A)], { frontDesks: ['front'] }).hops[1],
  ).toMatchObject({ agentMove: 'triaged', teamMove: 'triaged' });
});

test('also through queues, an unknown team, or nobody', () => {
  const through = (...between: readonly CaseEvent[]) =>
    counts(assigned(minutes(0), FRONT), ...between, assigned(minutes(50), D));
  const triaged = { agents: 0, teams: 0, triages: 1, team: 'T2' };
  expect(through(assigned(minutes(5), { team: 'T2' }))).toEqual(triaged);
  expect(through(assigned(minutes(5), FRONT_QUEUE))).toEqual(triaged);
  expect(through(assigned(minutes(5), NOBODY))).toEqual(triaged);
  expect(through(assigned(minutes(5), { agent: 'D' }))).toEqual({ ...triaged, agents: 1 });
});

test('only the first one: back at the front desk and out again is passing it on', () => {
  expect(
    counts(
      assigned(minutes(0), FRONT),
      assigned(minutes(5), A), // triage
      assigned(minutes(10), FRONT), // 1
      assigned(minutes(15), D), // 2
    ),
  ).toEqual({ agents: 2, teams: 2, triages: 1, team: 'T1' });
});

test('once somebody owned the case, leaving the front desk is a hand-off', () => {
  expect(counts(assigned(minutes(0), FRONT), owned(minutes(2), 'F'), assigned(minutes(5), A))).toMatchObject({
    agents: 1,
    teams: 1,
    triages: 0,
  });
  const apology = event('apology.made', minutes(2), { by: { kind: 'person', id: 'F' } });
  expect(counts(assigned(minutes(0), FRONT), apology, assigned(minutes(5), A))).toMatchObject({ agents: 1, teams: 1 });
});

test('between people of the front desk it is a hand-off, and the triage is still to come', () => {
  expect(
    counts(assigned(minutes(0), FRONT), assigned(minutes(3), { agent: 'G', team: 'front' }), assigned(minutes(5), A)),
  ).toMatchObject({ agents: 1, teams: 0, triages: 1 });
});

test('a queue of the front desk that nobody took a case out of leaves nothing to the agents after it', () => {
  expect(counts(assigned(minutes(0), FRONT_QUEUE), assigned(minutes(5), A), assigned(minutes(9), D))).toMatchObject({
    agents: 1,
    teams: 1,
    triages: 1,
  });
});

test('a case that is triaged and given back to whom it was with keeps nothing for the next hand-off', () => {
  expect(
    counts(
      assigned(minutes(0), FRONT),
      assigned(minutes(5), { team: 'T1' }), // triage
      assigned(minutes(9), FRONT), // teams 1
      assigned(minutes(12), A), // agents 1, teams 2
    ),
  ).toEqual({ agents: 1, teams: 2, triages: 1, team: 'T1' });
});

test('a bulk change out of a front desk is bulk, no triage', () => {
  expect(counts(assigned(minutes(0), FRONT), assigned(minutes(5), A, { bulk: true }))).toMatchObject({
    agents: 0,
    teams: 0,
    triages: 0,
  });
});

test('triage into a queue stays triage where the case reopens with somebody else', () => {
  expect(
    counts(
      assigned(minutes(0), FRONT),
      assigned(minutes(5), { team: 'T1' }),
      resolved(minutes(20), { automatic: true }),
      assigned(minutes(30), A),
      reopened(minutes(40)),
    ),
  ).toMatchObject({ agents: 0, teams: 0, triages: 1 });
});
