import type { Grouping } from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import { columnOf, countAtMost } from './fact-filter.ts';

/** What a tally is grouped by, as text: a value of the dimension, or the index of a period. */
export function keyOf(grouping: Grouping): RawBuilder<string | null> {
  switch (grouping.kind) {
    case 'whole':
      return sql`null::text`;
    case 'dimension':
      return columnOf(grouping.dimension);
    case 'periods':
      return sql`(${countAtMost(sql`opened_us`, grouping.edgesUs)} - 1)::text`;
  }
}
