import {
  binEdgesUs,
  bookBins,
  DEFAULT_BOOK_SETTINGS,
  MAX_COUNT,
  VERDICTS,
  type CaseFacts,
  type CustomerRecord,
} from '@finest-hour/metrics';
import fc from 'fast-check';
import { DAY_US } from '../support/events.ts';
import { bordersUs, type Era } from './eras.ts';
import type { Company } from './random-company.ts';

const EDGES_US = binEdgesUs(bookBins(DEFAULT_BOOK_SETTINGS));

/** Lengths of time at the edges of bins and a microsecond to both sides, in the first bin and in the open last one. */
const lengthUs = fc.oneof(
  fc.tuple(fc.constantFrom(...EDGES_US), fc.constantFrom(-1, 0, 1)).map(([us, aside]) => Math.max(0, us + aside)),
  fc.constantFrom(0, 1, 500 * DAY_US),
);

/** Up to as much as a count is stored, and beyond. */
const count = fc.constantFrom(0, 0, 1, 1, 2, 3, MAX_COUNT - 1, MAX_COUNT, MAX_COUNT + 1, 1e9);

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values of a field, whatever it is called, so that a field that facts get one day is drawn, too. */
function anyLike(name: string, values: readonly unknown[]): fc.Arbitrary<unknown> {
  const known = values.filter((value) => value !== null);
  if (known.length > 0 && known.every(isFields)) {
    const fields = Object.keys(known[0] ?? {});
    const each = fields.map(
      (field) =>
        [
          field,
          anyLike(
            field,
            known.map((one) => one[field]),
          ),
        ] as const,
    );
    const drawn = fc.record(Object.fromEntries(each));
    return known.length < values.length ? fc.option(drawn) : drawn;
  }
  if (known.some((value) => typeof value === 'boolean')) return fc.boolean();
  // Bits of the playbook.
  if (known.length > 0 && known.every((value) => Array.isArray(value) && typeof value[0] === 'number'))
    return fc.tuple(...(known[0] as readonly number[]).map(() => fc.nat({ max: 2 ** 31 - 1 })));
  if (name === 'handOffs' || name === 'returnsToQueue') return count;
  const drawn = fc.constantFrom(...values);
  return /^(wait|runAround|fixing|after|apology|resolver|public|surprise|firstLength|firstMargin)Us$/.test(name)
    ? fc.oneof(drawn, lengthUs, fc.constant(null))
    : drawn;
}

/** Facts of which every field is drawn on its own from what the given ones have in it, and from its corners. */
function crossed(facts: readonly CaseFacts[]): fc.Arbitrary<CaseFacts> {
  return anyLike('facts', facts) as fc.Arbitrary<CaseFacts>;
}

function randomRecord(borders: readonly number[]): fc.Arbitrary<CustomerRecord> {
  const at = fc
    .tuple(fc.constantFrom(...borders), fc.constantFrom(-181, -180, -90, -1, 0, 0, 1, 44, 90))
    .map(([us, days]) => us + days * DAY_US);
  const times = (maxLength: number) => fc.array(at, { maxLength }).map((some) => some.toSorted((a, b) => a - b));
  return fc.record({
    valuesUs: times(5),
    complaintsUs: times(1),
    leftUs: times(1),
    lot: fc.oneof(fc.nat(400), fc.constantFrom(0, 0x7fffffff), fc.nat(0x7fffffff)),
  });
}

/**
 * A company such as no log tells of: cases whose facts don't go together, with every verdict, counts beyond what is
 * stored, lengths of time at the edges of bins, and what may be unknown unknown. `like` lends it plausible values.
 */
export function randomCompany(seed: number, era: Era, like: Company, cases: number): Company {
  const borders = bordersUs(era);
  const kind = fc.record({ drawn: crossed(like.facts), verdict: fc.constantFrom(...VERDICTS) });
  const one = fc.record({
    // Fewer kinds than cases: what agrees in all is counted together.
    kind: fc.constantFrom(...fc.sample(kind, { numRuns: Math.ceil(cases / 3), seed })),
    customer: fc.nat(Math.ceil(cases / 3)),
    openedUs: fc.constantFrom(...borders),
    previousUs: fc.option(fc.constantFrom(...borders)),
    sharedCustomer: fc.nat(9).map((of10) => of10 === 0),
  });
  const facts = fc
    .sample(one, { numRuns: cases, seed })
    .map(({ kind: { drawn, verdict }, customer, openedUs, ...more }, number) => ({
      ...drawn,
      verdict,
      ...more,
      summary: { ...drawn.summary, openedUs, caseId: `case-${number}`, customer: `customer-${customer}` },
    }));
  const records = fc.sample(randomRecord(borders), { numRuns: cases, seed });
  return { facts, customers: new Map(records.map((record, number) => [`customer-${number}`, record])) };
}
