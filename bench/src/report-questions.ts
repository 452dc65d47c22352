import { DIMENSIONS, PERIODS, type Dimension, type Filters, type ReportQuery } from '@finest-hour/metrics';
import type { Database } from '@finest-hour/store';
import { sql } from 'kysely';

const DIMENSION_NAMES = Object.keys(DIMENSIONS) as readonly Dimension[];
const DAY_MS = 86_400_000;
const [SHORTEST_DAYS, LONGEST_DAYS] = [13 * 7, 730];

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Values = Readonly<Record<Dimension, readonly string[]>>;

/** The values of each dimension; the empty text stands for "not known". */
export async function readValues(db: Database): Promise<Values> {
  const values: [string, readonly string[]][] = [];
  for (const dimension of DIMENSION_NAMES) {
    const column = sql.ref(dimension.replace('-', '_'));
    const { rows } = await sql<{ value: string }>`
      select coalesce(${column}, '') as value from recovery.case_fact group by 1 order by 1`.execute(db);
    values.push([dimension, rows.map(({ value }) => value)]);
  }
  return Object.fromEntries(values) as unknown as Values;
}

/** What is asked by chance: a period of 13 weeks to two years, of some dimensions some values, and groups or none. */
export function* questions(values: Values, endsAt: string, filtered: boolean, seed: number): Generator<ReportQuery> {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = <One>(all: readonly One[]) => all[below(all.length)] as One;
  const endMs = Date.parse(endsAt);
  const dayOf = (daysBefore: number) => new Date(endMs - daysBefore * DAY_MS).toISOString().slice(0, 10);
  for (;;) {
    const days = SHORTEST_DAYS + below(LONGEST_DAYS - SHORTEST_DAYS + 1);
    const after = below(LONGEST_DAYS - days + 1);
    const filters: [string, readonly string[]][] = [];
    for (let i = filtered ? 1 + below(3) : 0; i > 0; i -= 1) {
      const dimension = oneOf(DIMENSION_NAMES);
      filters.push([dimension, Array.from({ length: 1 + below(2) }, () => oneOf(values[dimension]))]);
    }
    // Days of two years are more groups than anybody looks at; half of what is asked has none.
    const by = random() < 0.5 ? null : oneOf([...DIMENSION_NAMES, ...PERIODS.filter((period) => period !== 'day')]);
    const range = { from: dayOf(after + days), to: dayOf(after) };
    yield { ...range, timeZone: 'Europe/Berlin', by, filters: Object.fromEntries(filters) as Filters };
  }
}
