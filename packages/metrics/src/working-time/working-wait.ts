import type { Hop } from '../facts.ts';
import type { WorkCalendar } from './calendar.ts';
import { workingUs } from './working-time.ts';

/** When each team works; who has no calendar works by the common one. */
export interface TeamCalendars {
  readonly teams: ReadonlyMap<string, WorkCalendar>;
  readonly common: WorkCalendar;
}

/**
 * Working time within [from, to) of a case, each stretch by the calendar of the team that held it then. Where no team is
 * known, by that of the one that holds it next, else of the last before; where none ever is, by the common one.
 * `hops`: the holders of the case, in their order.
 */
export function workingWaitUs(
  hops: readonly Pick<Hop, 'team' | 'startUs'>[],
  [fromUs, toUs]: readonly [fromUs: number, toUs: number],
  { teams, common }: TeamCalendars,
): number {
  const known = hops.filter(({ team }) => team !== null);
  const calendarAt = (i: number) => {
    const next = hops.slice(Math.max(i, 0)).find(({ team }) => team !== null);
    return teams.get((next ?? known.at(-1))?.team ?? '') ?? common;
  };
  const borders = [-Infinity, ...hops.map(({ startUs }) => startUs), Infinity];
  return borders.slice(0, -1).reduce((sum, startUs, i) => {
    const [start, end] = [Math.max(fromUs, startUs), Math.min(toUs, borders[i + 1] ?? Infinity)];
    return start < end ? sum + workingUs(start, end, calendarAt(i - 1)) : sum;
  }, 0);
}
