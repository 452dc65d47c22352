import type { AgentEvent } from '@finest-hour/events';
import { expect, test } from 'vitest';
import { days } from '../testing/case-log.ts';
import { readCoaching } from './coaching.ts';

let written = 0;

function agentEvent(type: AgentEvent['type'], subject: string, day: number, data: object): AgentEvent {
  written += 1;
  const logged = { source: 'hr', id: `a-${written}`, family: 'agent', sequence: null, extensions: {} };
  // The compiler cannot see that type and data belong together.
  return { ...logged, type, subject, timeUs: days(day), data } as unknown as AgentEvent;
}
const joined = (agent: string, day: number, team: string) => agentEvent('agent.joined', agent, day, { team });
const coached = (agent: string, day: number, topic?: string) =>
  agentEvent('agent.coached', agent, day, topic === undefined ? {} : { topic });
const since = (...events: readonly AgentEvent[]) => Object.fromEntries(readCoaching(events));

test('a team is coached from the first time that one of it is, whatever the topic and whenever told', () => {
  const events = [joined('ann', 0, 'desk'), joined('bo', 0, 'desk'), coached('bo', 9, 'listening'), coached('ann', 5)];
  expect(since(...events)).toEqual({ desk: days(5) });
  expect(since(...events.toReversed())).toEqual({ desk: days(5) });
});

test('coaching goes to the team that the agent was of then, also one joined at that moment', () => {
  expect(since(joined('ann', 0, 'desk'), coached('ann', 5), joined('ann', 6, 'ware'))).toEqual({ desk: days(5) });
  expect(since(joined('ann', 0, 'desk'), coached('ann', 6), joined('ann', 6, 'ware'))).toEqual({ ware: days(6) });
});

test('whose team is told only later was of that one; whose never is coaches none', () => {
  expect(since(coached('ann', 5), joined('ann', 6, 'ware'), joined('ann', 9, 'desk'))).toEqual({ ware: days(5) });
  expect(since(coached('ann', 5), joined('bo', 0, 'desk'))).toEqual({});
  expect(since(agentEvent('agent.empowered', 'ann', 5, {}), joined('ann', 0, 'desk'))).toEqual({});
});
