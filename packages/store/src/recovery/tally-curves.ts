import { binEdgesUs, CURVES, OUT, type CurveCell, type CurveName, type TallyQuery } from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import { countAtMost, IS_EXCLUDED } from './fact-filter.ts';
import { isFirst } from './tally-customers.ts';
import type { CountSet, Key, SetRow } from './tally-sets.ts';

type Condition = RawBuilder<unknown>;

/** What the curves are counted from, beside the facts' own columns; of a case without a part in a curve it is null. */
export function curveColumns(query: TallyQuery): readonly RawBuilder<unknown>[] {
  const { valueCoverage: coverage, asOfUs, maturesAfterUs, maturedUntilUs } = query;
  const edges = binEdgesUs(query.bins);
  /** Bin of a length of time in microseconds: a bin holds its upper edge, and lengths are whole microseconds. */
  const binOf = (lengthUs: RawBuilder<unknown>) => countAtMost(sql`${lengthUs} - 1`, edges);
  const untilUs = coverage === null ? null : Math.min(asOfUs, coverage.toUs);
  /** The last bin until which a return was watched for. */
  const watched = (startUs: RawBuilder<unknown>, cause: string, where: Condition) =>
    coverage === null
      ? sql`null::integer`
      : sql`case when ${where} and ${sql.ref(cause)} <> ${sql.lit(OUT)} and ${startUs} >= ${coverage.fromUs}::bigint
              and ${startUs} < ${untilUs}::bigint and not ${IS_EXCLUDED} and ${isFirst(query)}
            then ${binOf(sql`(${untilUs}::bigint - ${startUs})`)} end`;
  const matured = sql`opened_us <= ${maturedUntilUs}::bigint`;
  return [
    sql`not ${IS_EXCLUDED} as counted`,
    sql`${matured} and not ${IS_EXCLUDED} as ended`,
    sql`case when own_bin is null or routed_bin is null then ${binOf(sql`(${asOfUs}::bigint - opened_us)`)} end as waited_bin`,
    sql`${watched(sql`opened_us`, 'return_cause', sql`true`)} as return_watched`,
    sql`${watched(sql`(opened_us + ${maturesAfterUs}::bigint)`, 'later_cause', matured)} as later_watched`,
  ];
}

interface Curve {
  /** Bin (null: no part in it), cause, and what else tells which curve it is. */
  readonly set: CountSet;
  readonly nameOf: (row: SetRow) => CurveName;
}

const waiting = (name: CurveName, column: 'own' | 'routed'): Curve => ({
  set: [
    sql`case when counted then coalesce(${sql.ref(`${column}_bin`)}, waited_bin) end`,
    sql`case when counted then ${sql.ref(`${column}_cause`)} end`,
  ],
  nameOf: () => name,
});

const ended = (name: CurveName, column: string): Curve => ({
  set: [sql`case when ended then ${sql.ref(column)} end`],
  nameOf: () => name,
});

/** Null is no bin to be the least of. Who leaves after purchases are told no more could have bought before. */
function returned(column: 'return' | 'later'): CountSet {
  const [cause, bin, watched] = [`${column}_cause`, `${column}_bin`, `${column}_watched`].map((each) => sql.ref(each));
  return [
    sql`case when ${watched} is not null then least(${bin}, ${watched}) end`,
    sql`case when ${bin} <= ${watched} then ${cause} when ${watched} is not null then 0 end`,
  ];
}

const ALL: readonly (Curve & { readonly of: readonly CurveName[] })[] = [
  { of: ['ownership'], ...waiting('ownership', 'own') },
  { of: ['routed'], ...waiting('routed', 'routed') },
  { of: ['runAround'], ...ended('runAround', 'run_around_bin') },
  { of: ['fixing'], ...ended('fixing', 'fixing_bin') },
  { of: ['unheld'], ...ended('unheld', 'unheld_bin') },
  { of: ['loyalty'], set: returned('return'), nameOf: () => 'loyalty' },
  {
    of: ['recovered', 'notRecovered'],
    set: [...returned('later'), sql`case when later_watched is not null then flags & 1 end`],
    nameOf: ({ values }) => (values[2] === 1 ? 'recovered' : 'notRecovered'),
  },
];

const asked = (only: CurveName | null) => ALL.filter(({ of }) => only === null || of.includes(only));

/** What curves are counted by; `only`: one of them. */
export function curveSets(only: CurveName | null = null): readonly CountSet[] {
  return asked(only).map(({ set }) => set);
}

export type CurvesByKey = ReadonlyMap<Key, Readonly<Record<CurveName, readonly CurveCell[]>>>;

/** Counts of durations by bin and cause (what ends in one way only has none), from the rows of `curveSets`. */
export function curvesOf(rows: readonly (readonly SetRow[])[], only: CurveName | null = null): CurvesByKey {
  const curves = new Map<Key, Record<CurveName, CurveCell[]>>();
  asked(only).forEach(({ nameOf, set }, index) => {
    for (const row of rows[index] ?? []) {
      const { key, count } = row;
      const [bin, cause] = set.length === 1 ? [row.values[0], 1] : row.values;
      if (bin === null || bin === undefined) continue;
      const own =
        curves.get(key) ??
        (Object.fromEntries(CURVES.map((curve) => [curve, []])) as unknown as Record<CurveName, CurveCell[]>);
      own[nameOf(row)].push({ bin, cause: cause ?? 0, count });
      curves.set(key, own);
    }
  });
  return curves;
}
