import type { AgentEvent } from '@finest-hour/events';

/** Since when each team has had somebody who was coached, in microseconds; a team that never had is not in it. */
export type CoachedTeams = ReadonlyMap<string, number>;

type Joined = Extract<AgentEvent, { readonly type: 'agent.joined' }>;

function inOrder<Event extends AgentEvent>(events: readonly Event[]): readonly Event[] {
  return events.toSorted(
    (a, b) => a.timeUs - b.timeUs || (a.source < b.source ? -1 : a.source > b.source ? 1 : a.id < b.id ? -1 : 1),
  );
}

/** The team of an agent at a moment: the one last joined by then, or, where none was, the first that is told of later. */
function teamAt(joined: readonly Joined[], atUs: number): string | null {
  return (joined.findLast(({ timeUs }) => timeUs <= atUs) ?? joined[0])?.data.team ?? null;
}

/**
 * The events of agents, in any order → since when their teams are coached: from the first time that one who was of the
 * team then was coached, whatever the topic. Who is of no known team coaches none.
 */
export function readCoaching(events: readonly AgentEvent[]): CoachedTeams {
  const coached = new Map<string, number>();
  for (const own of Map.groupBy(events, ({ subject }) => subject).values()) {
    const joined = inOrder(own.filter((event) => event.type === 'agent.joined'));
    for (const { type, timeUs } of own) {
      if (type !== 'agent.coached') continue;
      const team = teamAt(joined, timeUs);
      if (team !== null) coached.set(team, Math.min(timeUs, coached.get(team) ?? Infinity));
    }
  }
  return coached;
}
