import {
  NO_RATIOS,
  placeOf,
  PLAYBOOK_DURATIONS,
  playbookPatterns,
  playbookShares,
  RATIOS,
  type CoachingCell,
  type Filters,
  type PlaybookDuration,
  type PlaybookFlag,
  type PlaybookQuery,
  type PlaybookTally,
  type RatioName,
  type RatioSums,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { whereCounted } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { isFirst } from './tally-customers.ts';
import { keyOf } from './tally-key.ts';
import { countGroups } from './tally-patterns.ts';

type Key = string | null;
/** A row of the group by whose key it goes. */
type Keyed<Row> = Row & { readonly key: Key };
type Span = PlaybookQuery['windows']['promises'];

const PROMISE_COLUMNS = [
  ['early', 'promises_early'],
  ['on_time', 'promises_on_time'],
  ['late', 'promises_late'],
  ['broken', 'promises_broken'],
] as const;

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

/** What each ratio is told from, once the steps that were seen are counted: its size, and its successes. */
const RATIO_COLUMNS: Readonly<Record<RatioName, readonly [size: string, successes: string]>> = {
  everyStep: ['any_step', 'every_step'],
  stepsDone: ['applicable', 'done'],
  early: ['settled', 'early'],
  onTime: ['settled', 'on_time'],
  late: ['settled', 'late'],
  broken: ['settled', 'broken'],
};
const RATIO_PARTS = [...new Set(Object.values(RATIO_COLUMNS).flat())];

/**
 * Sums over customers. Cases of customers with one are counted by what they have in common, of which there is little;
 * those of the others are summed a customer.
 */
async function sumRatios(db: Database | Work, query: PlaybookQuery): Promise<ReadonlyMap<Key, RatioSums>> {
  const parts = sql.join(RATIO_PARTS.map((part) => sql.ref(part)));
  const promises = PROMISE_COLUMNS.map(
    ([name, column]) =>
      sql`case when ${isIn(query.windows.promises)} then ${sql.ref(column)} else 0 end as ${sql.ref(name)}`,
  );
  const sums = RATIOS.map((name) => {
    const [size, successes] = RATIO_COLUMNS[name].map((column) => sql.ref(column));
    return sql`json_build_object(
      'clusters', coalesce(sum(customers) filter (where ${size} > 0), 0), 'cases', sum(customers * ${size}),
      'sizes2', sum(customers * ${size} * ${size}), 'successes', sum(customers * ${successes}),
      'products', sum(customers * ${size} * ${successes}), 'successes2', sum(customers * ${successes} * ${successes})
    ) as ${sql.ref(name)}`;
  });
  const rows = await packedRows(
    db,
    sql<RatioSums & { readonly key: Key }>`
    with facts as (
      select ${keyOf(query.grouping)} as key, bucket, customer, several, ${sql.join(promises)},
             bit_count((steps_applicable & seen)::bit(32)) as applicable,
             bit_count((steps_done & seen)::bit(32)) as done
      from (
        select *, ${stepsSeen(query)} as seen from recovery.case_fact where ${whereMatured(query)} offset 0
      ) matured
    ), cases as (
      select *, (applicable > 0)::integer as any_step, (applicable > 0 and done = applicable)::integer as every_step,
             early + on_time + late + broken as settled
      from facts
    ), customers as (
      select key, count(*) as customers, ${parts} from cases where not several group by key, ${parts}
      union all
      select key, 1, ${sql.join(RATIO_PARTS.map((part) => sql`sum(${sql.ref(part)})`))}
      from cases where several group by key, bucket, customer
    )
    select key, ${sql.join(sums)} from customers group by key`,
  );
  return new Map(rows.map(({ key, ...ratios }) => [key, ratios]));
}

const BIN_COLUMNS: Readonly<Record<PlaybookDuration, string>> = {
  apology: 'apology_bin',
  silence: 'silence_bin',
  resolver: 'resolver_bin',
  public: 'public_bin',
  promiseLength: 'promise_length_bin',
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

type Margin = PlaybookTally['margins'][number];

async function countMargins(db: Database | Work, query: PlaybookQuery): Promise<readonly Keyed<Margin>[]> {
  return packedRows(
    db,
    sql<Keyed<Margin>>`
    select ${keyOf(query.grouping)} as key, promise_margin as margin, count(*) as count from recovery.case_fact
    where ${whereMatured(query)} and ${isIn(query.windows.promises)} and promise_margin is not null group by 1, 2`,
  );
}

interface SurpriseRow {
  readonly key: Key;
  readonly seen: boolean;
  /** null: not seen, or the customer had left before. */
  readonly code: number | null;
  readonly count: number;
}

async function countSurprises(db: Database | Work, query: PlaybookQuery): Promise<readonly SurpriseRow[]> {
  const seen = isIn(query.windows.surprises);
  return packedRows(
    db,
    sql<SurpriseRow>`
    select ${keyOf(query.grouping)} as key, ${seen} as seen, case when ${seen} then surprise end as code,
           count(*) as count
    from recovery.case_fact where ${whereMatured(query)} and ${isFirst(query)} group by 1, 2, 3`,
  );
}

function surprisesOf(rows: readonly SurpriseRow[]): PlaybookTally['surprises'] {
  return {
    cells: rows.flatMap(({ code, count }) => (code === null ? [] : [{ code, count }])),
    notCovered: rows.reduce((sum, { seen, count }) => (seen ? sum : sum + count), 0),
  };
}

function has(flag: PlaybookFlag): RawBuilder<boolean> {
  const { word, mask } = placeOf(flag);
  return sql`${sql.ref(`playbook_${word + 1}`)} & ${sql.lit(mask)} <> 0`;
}

async function countCoaching(db: Database | Work, query: PlaybookQuery): Promise<readonly Keyed<CoachingCell>[]> {
  if (query.coaching === null) return [];
  const { coached, weeksUs } = query.coaching;
  const teams = [...coached].map(([team, sinceUs]) => ({ team, sinceUs }));
  const told = sql`${isIn(query.windows.shares.settledWithinAuthority)} and ${has('authorityTold')}`;
  return packedRows(
    db,
    sql<Keyed<CoachingCell>>`
    select ${keyOf(query.grouping)} as key, width_bucket(opened_us, ${[...weeksUs]}::bigint[]) as week, team,
           coalesce(opened_us >= since_us, false) as coached, count(*) as cases,
           count(*) filter (where ${has('wonBack')}) as recovered, count(*) filter (where ${told}) as told,
           count(*) filter (where ${told} and ${has('settledWithinAuthority')}) as settled
    from recovery.case_fact left join (
      select team, since_us from ${unnest(teams, [
        { name: 'team', type: 'text', of: ({ team }) => team },
        { name: 'since_us', type: 'bigint', of: ({ sinceUs }) => sinceUs },
      ])}
    ) coached using (team)
    where ${whereMatured(query)} and team is not null and opened_us >= ${weeksUs[0] ?? 0}::bigint
    group by 1, 2, 3, 4`,
  );
}

/** What `tallyOpenInPublic` counts. */
export async function countOpenInPublic(db: Database | Work, filters: Filters): Promise<number> {
  const always = { fromUs: Number.MIN_SAFE_INTEGER, toUs: Number.MAX_SAFE_INTEGER, filters };
  const { rows } = await sql<{ cases: number }>`
    select count(*) as cases from recovery.case_fact where ${whereCounted(always)} and open_in_public`.execute(db);
  return rows[0]?.cases ?? 0;
}

/** What the playbook asks of the cases of each group: what `tallyPlaybook` says of the same facts in memory. */
export async function countPlaybook(
  db: Database | Work,
  query: PlaybookQuery,
): Promise<ReadonlyMap<Key, PlaybookTally>> {
  const plan = playbookPatterns(query);
  const patterns = await countGroups(db, query, plan);
  const ratios = await sumRatios(db, query);
  const byKey = <Row extends { readonly key: Key }>(rows: readonly Row[]) => {
    const groups = Map.groupBy(rows, ({ key }) => key);
    return (key: Key) => groups.get(key) ?? [];
  };
  const durations = byKey(await countDurations(db, query));
  const margins = byKey(await countMargins(db, query));
  const surprises = byKey(await countSurprises(db, query));
  const coaching = byKey(await countCoaching(db, query));
  return new Map(
    [...patterns].map(([key, counts]) => {
      const bins = (name: PlaybookDuration) =>
        durations(key).flatMap((row) => (row.name === name ? [{ bin: row.bin, count: row.count }] : []));
      return [
        key,
        {
          shares: playbookShares(query, plan, counts),
          ratios: ratios.get(key) ?? NO_RATIOS,
          durations: Object.fromEntries(
            DURATIONS.map((name) => [name, bins(name)]),
          ) as unknown as PlaybookTally['durations'],
          margins: margins(key).map(({ margin, count }) => ({ margin, count })),
          surprises: surprisesOf(surprises(key)),
          coaching: coaching(key).map(({ key: _, ...cell }) => cell),
        },
      ];
    }),
  );
}
