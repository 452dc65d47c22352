import type { CaseEvent } from '@finest-hour/events';
import { expect, test } from 'vitest';
import {
  A,
  assigned,
  B,
  BOT,
  C,
  D,
  minutes,
  MINUTE_US,
  opened,
  owned,
  Q1,
  Q2,
  reopened,
  resolved,
} from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';

type PingPong = 'n·n' | 'n·y' | 'y·y';

interface Row {
  readonly chain: string;
  readonly events: readonly CaseEvent[];
  readonly agent: number;
  readonly team: number;
  readonly pingPong: PingPong;
  readonly teamPingPong?: PingPong;
  readonly returns: number;
  readonly unheld: number;
  readonly escalationsFromBot?: number;
}

/** The table of the metrics book. Resolved at 60 unless the chain says otherwise. */
const ROWS: readonly Row[] = [
  {
    chain: '0 q1, 10 A',
    events: [assigned(minutes(0), Q1), assigned(minutes(10), A)],
    agent: 0,
    team: 0,
    pingPong: 'n·n',
    returns: 0,
    unheld: 0,
  },
  {
    chain: '0 A, 10 B, 20 A',
    events: [assigned(minutes(0), A), assigned(minutes(10), B), assigned(minutes(20), A)],
    agent: 2,
    team: 0,
    pingPong: 'y·y',
    returns: 0,
    unheld: 0,
  },
  {
    chain: '0 A, 10 B, 20 C, 30 A',
    events: [assigned(minutes(0), A), assigned(minutes(10), B), assigned(minutes(20), C), assigned(minutes(30), A)],
    agent: 3,
    team: 0,
    pingPong: 'n·y',
    returns: 0,
    unheld: 0,
  },
  {
    chain: '0 A, 10 q1, 25 A',
    events: [assigned(minutes(0), A), assigned(minutes(10), Q1), assigned(minutes(25), A)],
    agent: 0,
    team: 0,
    pingPong: 'n·n',
    returns: 1,
    unheld: 15,
  },
  {
    chain: '0 A, 10 q2, 40 D',
    events: [assigned(minutes(0), A), assigned(minutes(10), Q2), assigned(minutes(40), D)],
    agent: 1,
    team: 1,
    pingPong: 'n·n',
    returns: 0,
    unheld: 30,
  },
  {
    chain: '0 A, 10 q2, 40 q1, 50 A',
    events: [assigned(minutes(0), A), assigned(minutes(10), Q2), assigned(minutes(40), Q1), assigned(minutes(50), A)],
    agent: 0,
    team: 2,
    pingPong: 'n·n',
    teamPingPong: 'y·y',
    returns: 1,
    unheld: 40,
  },
  {
    chain: '0 A in T1, 10 A in T2',
    events: [assigned(minutes(0), A), assigned(minutes(10), { agent: 'A', team: 'T2' })],
    agent: 0,
    team: 1,
    pingPong: 'n·n',
    returns: 0,
    unheld: 0,
  },
  {
    chain: '0 bot, 5 q1, 15 A, 30 bot, 40 A',
    events: [
      assigned(minutes(0), BOT),
      assigned(minutes(5), Q1),
      assigned(minutes(15), A),
      assigned(minutes(30), BOT),
      assigned(minutes(40), A),
    ],
    agent: 0,
    team: 0,
    pingPong: 'n·n',
    returns: 1,
    unheld: 10,
    escalationsFromBot: 2,
  },
  {
    chain: '0 A, resolved 60, 70 B, reopened 80, resolved 100',
    events: [
      assigned(minutes(0), A),
      resolved(minutes(60)),
      assigned(minutes(70), B),
      reopened(minutes(80)),
      resolved(minutes(100)),
    ],
    agent: 1,
    team: 0,
    pingPong: 'n·n',
    returns: 0,
    unheld: 0,
  },
  {
    chain: '0 A, 30 B and resolved 30',
    events: [assigned(minutes(0), A), assigned(minutes(30), B), resolved(minutes(30))],
    agent: 1,
    team: 0,
    pingPong: 'n·n',
    returns: 0,
    unheld: 0,
  },
  {
    chain: '0 A, bulk 10 B, 20 A',
    events: [assigned(minutes(0), A), assigned(minutes(10), B, { bulk: true }), assigned(minutes(20), A)],
    agent: 1,
    team: 0,
    pingPong: 'n·n',
    returns: 0,
    unheld: 0,
  },
  {
    chain: '0 A, 10 `owned` by B',
    events: [assigned(minutes(0), A), owned(minutes(10), 'B')],
    agent: 1,
    team: 0,
    pingPong: 'n·n',
    returns: 0,
    unheld: 0,
  },
];

const letters = ({ pingPongDirect, pingPongAny }: { pingPongDirect: boolean; pingPongAny: boolean }) =>
  `${pingPongDirect ? 'y' : 'n'}·${pingPongAny ? 'y' : 'n'}`;

test.each(ROWS)('$chain → $agent between agents, $team between teams', (row) => {
  const end = row.events.some(({ type }) => type === 'case.resolved') ? [] : [resolved(minutes(60))];
  const { agentLevel, teamLevel, unheldUs, escalationsFromBot } = fold([opened(), ...row.events, ...end]).summary;
  expect({
    agent: agentLevel.handOffs,
    team: teamLevel.handOffs,
    pingPong: letters(agentLevel),
    teamPingPong: letters(teamLevel),
    returns: agentLevel.returnsToQueue,
    unheld: unheldUs / MINUTE_US,
    escalationsFromBot,
  }).toEqual({
    agent: row.agent,
    team: row.team,
    pingPong: row.pingPong,
    teamPingPong: row.teamPingPong ?? 'n·n',
    returns: row.returns,
    unheld: row.unheld,
    escalationsFromBot: row.escalationsFromBot ?? 0,
  });
});
