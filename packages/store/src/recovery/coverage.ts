import type { LoggedEvent } from '@finest-hour/events';
import { coverageByType, type Coverage, type Seen } from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { BucketSpan } from '../bucket.ts';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';

export interface SeenType extends Seen {
  readonly source: string;
  readonly type: string;
}

/** First and last time of each source and type among events. */
export function seenIn(events: Iterable<LoggedEvent>): readonly SeenType[] {
  const sources = new Map<string, Map<string, { firstUs: number; lastUs: number }>>();
  for (const { source, type, timeUs } of events) {
    let types = sources.get(source);
    if (types === undefined) sources.set(source, (types = new Map()));
    const seen = types.get(type);
    if (seen === undefined) types.set(type, { firstUs: timeUs, lastUs: timeUs });
    else if (timeUs < seen.firstUs) seen.firstUs = timeUs;
    else if (timeUs > seen.lastUs) seen.lastUs = timeUs;
  }
  return [...sources]
    .flatMap(([source, types]) => [...types].map(([type, seen]) => ({ source, type, ...seen })))
    .sort((a, b) => (`${a.type}\0${a.source}` < `${b.type}\0${b.source}` ? -1 : 1));
}

/** Widens what is known to have arrived since when and until when; only ever outwards, so order does not matter. */
export async function writeCoverage(work: Work, span: BucketSpan, events: Iterable<LoggedEvent>): Promise<void> {
  const seen = seenIn(events);
  if (seen.length === 0) return;
  await sql`
    insert into recovery.coverage as known (bucket, source, type, first_us, last_us)
    select ${span.first}::smallint, source, type, first_us, last_us from ${unnest(seen, [
      { name: 'source', type: 'text', of: (one) => one.source },
      { name: 'type', type: 'text', of: (one) => one.type },
      { name: 'first_us', type: 'bigint', of: (one) => one.firstUs },
      { name: 'last_us', type: 'bigint', of: (one) => one.lastUs },
    ])}
    on conflict (bucket, source, type) do update
    set first_us = least(known.first_us, excluded.first_us), last_us = greatest(known.last_us, excluded.last_us)
    where excluded.first_us < known.first_us or excluded.last_us > known.last_us`.execute(work);
}

/** While each type of event arrived, from any source. */
export async function readCoverage(work: Database | Work): Promise<Coverage> {
  const { rows } = await sql<{ type: string; firstUs: number; lastUs: number }>`
    select type, min(first_us) as "firstUs", max(last_us) as "lastUs" from recovery.coverage group by type`.execute(
    work,
  );
  return coverageByType(rows);
}
