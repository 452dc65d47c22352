import {
  NO_PLAYBOOK,
  PLAYBOOK_DURATIONS,
  playbookPatterns,
  playbookShares,
  type PlaybookDuration,
  type PlaybookQuery,
  type PlaybookTally,
  type StepCell,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { whereCounted } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { keyOf } from './tally-key.ts';
import { countGroups } from './tally-patterns.ts';

type Key = string | null;
type Span = PlaybookQuery['windows']['promises'];

function whereMatured(query: PlaybookQuery): RawBuilder<boolean> {
  return sql`${whereCounted(query)} and opened_us <= ${query.maturedUntilUs}::bigint`;
}

/** Opened within a span, whose ends may be open. */
function isIn(span: Span): RawBuilder<boolean> {
  if (span === null) return sql`false`;
  const from = Number.isFinite(span.fromUs) ? sql`opened_us >= ${sql.lit(span.fromUs)}` : sql`true`;
  const to = Number.isFinite(span.toUs) ? sql`opened_us <= ${sql.lit(span.toUs)}` : sql`true`;
  return sql`(${from} and ${to})`;
}

/** The bits of the steps that could be seen in a case; steps with the same span are asked of together. */
function stepsSeen({ windows }: PlaybookQuery): RawBuilder<number> {
  const masks = new Map<string, { readonly span: Span; mask: number }>();
  windows.steps.forEach((span, bit) => {
    const key = JSON.stringify(span);
    const same = masks.get(key) ?? { span, mask: 0 };
    same.mask |= 1 << bit;
    masks.set(key, same);
  });
  const parts = [...masks.values()].map(
    ({ span, mask }) => sql`case when ${isIn(span)} then ${sql.lit(mask)} else 0 end`,
  );
  return sql`(${sql.join(parts, sql` | `)})`;
}

async function countSteps(
  db: Database | Work,
  query: PlaybookQuery,
): Promise<readonly (StepCell & { readonly key: Key })[]> {
  return packedRows(
    db,
    sql<StepCell & { readonly key: Key }>`
    select key, bit_count((steps_applicable & seen)::bit(32)) as applicable,
           bit_count((steps_done & seen)::bit(32)) as done, count(*) as cases
    from (
      select ${keyOf(query.grouping)} as key, steps_applicable, steps_done, ${stepsSeen(query)} as seen
      from recovery.case_fact where ${whereMatured(query)} offset 0
    ) facts group by 1, 2, 3`,
  );
}

const BIN_COLUMNS: Readonly<Record<PlaybookDuration, string>> = {
  apology: 'apology_bin',
  silence: 'silence_bin',
  resolver: 'resolver_bin',
  public: 'public_bin',
};
const DURATIONS = Object.keys(PLAYBOOK_DURATIONS) as readonly PlaybookDuration[];

interface DurationRow {
  readonly key: Key;
  readonly name: PlaybookDuration;
  readonly bin: number;
  readonly count: number;
}

async function countDurations(db: Database | Work, query: PlaybookQuery): Promise<readonly DurationRow[]> {
  const counts = DURATIONS.map((name) => {
    const bin = sql.ref(BIN_COLUMNS[name]);
    return sql`
      select ${keyOf(query.grouping)} as key, ${sql.lit(name)} as name, ${bin} as bin, count(*) as count
      from recovery.case_fact
      where ${whereMatured(query)} and ${isIn(query.windows.durations[name])} and ${bin} is not null group by 1, 3`;
  });
  return packedRows(db, sql<DurationRow>`${sql.join(counts, sql` union all `)}`);
}

async function countPromises(
  db: Database | Work,
  query: PlaybookQuery,
): Promise<ReadonlyMap<Key, PlaybookTally['promises']>> {
  const rows = await packedRows(
    db,
    sql<PlaybookTally['promises'] & { readonly key: Key }>`
    select ${keyOf(query.grouping)} as key, sum(promises_early) as early, sum(promises_on_time) as "onTime",
           sum(promises_late) as late, sum(promises_broken) as broken
    from recovery.case_fact where ${whereMatured(query)} and ${isIn(query.windows.promises)} group by 1`,
  );
  return new Map(rows.map(({ key, ...promises }) => [key, promises]));
}

/** What the playbook asks of the cases of each group: what `tallyPlaybook` says of the same facts in memory. */
export async function countPlaybook(
  db: Database | Work,
  query: PlaybookQuery,
): Promise<ReadonlyMap<Key, PlaybookTally>> {
  const plan = playbookPatterns(query);
  const patterns = await countGroups(db, query, plan);
  const steps = Map.groupBy(await countSteps(db, query), ({ key }) => key);
  const durations = Map.groupBy(await countDurations(db, query), ({ key }) => key);
  const promises = await countPromises(db, query);
  return new Map(
    [...patterns].map(([key, counts]) => {
      const bins = (name: PlaybookDuration) =>
        (durations.get(key) ?? []).flatMap((row) => (row.name === name ? [{ bin: row.bin, count: row.count }] : []));
      return [
        key,
        {
          shares: playbookShares(query, plan, counts),
          steps: (steps.get(key) ?? []).map(({ applicable, done, cases }) => ({ applicable, done, cases })),
          durations: Object.fromEntries(
            DURATIONS.map((name) => [name, bins(name)]),
          ) as unknown as PlaybookTally['durations'],
          promises: promises.get(key) ?? NO_PLAYBOOK.promises,
        },
      ];
    }),
  );
}
