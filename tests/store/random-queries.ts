import {
  DEFAULT_BOOK_SETTINGS,
  DIMENSIONS,
  PERIODS,
  SEEN,
  SEEN_NAMES,
  VALUE_TYPES,
  addDays,
  type BookSettings,
  type Coverage,
  type Dimension,
  type Filters,
  type ReportQuery,
} from '@finest-hour/metrics';
import fc from 'fast-check';
import { DAY_US } from '../support/events.ts';
import { bordersUs, type Era } from './eras.ts';

export const DIMENSION_NAMES = Object.keys(DIMENSIONS) as readonly Dimension[];

/** Values that random cases have, one that none has, and "not known". */
const VALUES: Readonly<Record<Dimension, readonly string[]>> = {
  channel: ['phone', 'email', 'web', 'fax'],
  team: ['front', 'repairs', 'billing "{}\\"', ''],
  'resolving-team': ['front', 'repairs', ''],
  cause: ['late', 'broken', 'rude', ''],
  severity: ['low', 'high', ''],
  product: ['kettle', 'lamp', ''],
  region: ['north', 'south', ''],
  fault: ['ours', 'theirs', ''],
};

const oneFilter = fc.constantFrom(...DIMENSION_NAMES).chain((name) => {
  const values = VALUES[name];
  const some = fc.oneof(
    fc.constantFrom(...values).map((value) => [value]),
    fc.subarray([...values]),
  );
  return some.map((chosen) => [name, chosen] as const);
});
const filters = fc
  .oneof(
    fc.constant([]),
    oneFilter.map((one) => [one]),
    fc.tuple(oneFilter, oneFilter),
  )
  .map((some): Filters => Object.fromEntries(some));

/** Types of the feeds that may break off. */
const FEED_TYPES = [...VALUE_TYPES.slice(0, 1), ...SEEN_NAMES.flatMap((name) => SEEN[name].types)];

export interface Question {
  readonly query: ReportQuery;
  readonly asOfUs: number;
  /** Somewhere to cut the period in two. */
  readonly cutUs: number;
  readonly settings: BookSettings;
  /** While each of the feeds was told, purchases first; `true`: as the log says. */
  readonly coverage: Coverage | true;
}

/** What may be asked of an era: any breakdown, filters, period, zone, moment and rule of maturity. */
export function questions(era: Era): fc.Arbitrary<Question> {
  const border = fc.constantFrom(...bordersUs(era));
  const after = (us: fc.Arbitrary<number>, ...days: readonly number[]) =>
    fc.tuple(us, fc.constantFrom(...days)).map(([from, by]) => from + by * DAY_US);
  const query = fc
    .record({
      day: fc.constantFrom(...era.days),
      daysBefore: fc.constantFrom(0, 0, 1, 7, 100, 300),
      days: fc.oneof(fc.constantFrom(1, 7, 365), fc.integer({ min: 1, max: 400 })),
      timeZone: fc.constantFrom(...era.zones),
      by: fc.constantFrom(null, ...PERIODS, ...DIMENSION_NAMES),
      filters,
    })
    .map(({ day, daysBefore, days, ...more }): ReportQuery => {
      const from = addDays(day, -daysBefore);
      return { from, to: addDays(from, days), ...more };
    });
  const span = fc.record({ fromUs: after(border, -300, -100, 0, 44), toUs: after(border, 0, 1, 7, 44, 90, 300) });
  return fc.record({
    query,
    // Also so that a case has matured to the microsecond; also before it was opened.
    asOfUs: after(border, -1, 0, 44, 44, 60, 300),
    cutUs: border,
    settings: fc.constantFrom([30, 14], [30, 14], [7, 0], [60, 30]).map(([resolveWithinDays = 0, holdForDays = 0]) => ({
      ...DEFAULT_BOOK_SETTINGS,
      resolveWithinDays,
      holdForDays,
    })),
    // From an opening or verdict on, to the microsecond; ends before it starts now and then.
    coverage: fc.oneof(
      { weight: 1, arbitrary: fc.constant(true as const) },
      { weight: 2, arbitrary: fc.array(fc.tuple(fc.constantFrom(...FEED_TYPES), span)).map((told) => new Map(told)) },
    ),
  });
}
