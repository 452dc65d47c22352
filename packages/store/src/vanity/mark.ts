import type { LoggedEvent } from '@finest-hour/events';
import { COUNTED_TYPES, dayOfReading } from '@finest-hour/vanity';
import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Work } from '../database.ts';

/** Tells the readings' own projection which days have something new to count. */
export async function markDays(work: Work, events: readonly LoggedEvent[], batch: string): Promise<void> {
  const days = new Set(events.filter(({ type }) => COUNTED_TYPES.has(type)).map(({ timeUs }) => dayOfReading(timeUs)));
  if (days.size === 0) return;
  await sql`
    insert into vanity.mark (day, batch)
    select day, ${batch}::uuid from ${unnest([...days], [{ name: 'day', type: 'date', of: (day) => day }])}`.execute(
    work,
  );
}
