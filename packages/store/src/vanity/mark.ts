import type { LoggedEvent } from '@finest-hour/events';
import { COUNTED_TYPES, dayOfReading } from '@finest-hour/vanity';
import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Work } from '../database.ts';

/** What of an event says whether and when it counts. */
type Counted = Pick<LoggedEvent, 'type' | 'timeUs'>;

const DAY_US = 86_400_000_000;

/** The days on which any of these counts, each once; written out only once, which costs more than counting. */
export function daysToMark(events: readonly Counted[]): readonly string[] {
  const days = new Set<number>();
  for (const { type, timeUs } of events) if (COUNTED_TYPES.has(type)) days.add(Math.floor(timeUs / DAY_US));
  return [...days].map((day) => dayOfReading(day * DAY_US));
}

/** Tells the readings' own projection which days have something new to count. */
export async function markDays(work: Work, events: readonly Counted[], batch: string): Promise<void> {
  const days = daysToMark(events);
  if (days.length === 0) return;
  await sql`
    insert into vanity.mark (day, batch)
    select day, ${batch}::uuid from ${unnest(days, [{ name: 'day', type: 'date', of: (day) => day }])}`.execute(work);
}
