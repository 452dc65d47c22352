import { asCaseEvent, asCustomerEvent, type LoggedEvent } from '@finest-hour/events';
import {
  DEFAULT_BOOK_SETTINGS,
  foldCase,
  foldCustomer,
  mergeIndex,
  readHistory,
  type CaseFacts,
  type CaseSummary,
  type CustomerRecord,
} from '@finest-hour/metrics';
import { recordOf } from '@finest-hour/store/recovery';
import fc from 'fast-check';
import { DAY_US } from '../support/events.ts';
import { bordersUs, type Era } from './eras.ts';
import { caseEvents, CROWDED, moveBy, numbered } from './random-events.ts';

export const CASES = 120;

/** A random year of cases, each opened on a border of days; every customer has a few. */
export function randomLog(seed: number, era: Era): readonly LoggedEvent[] {
  const borders = bordersUs(era);
  const events = fc.sample(caseEvents({ fromUs: 0, cases: CASES, offsetsUs: CROWDED }), { numRuns: CASES * 12, seed });
  return numbered(events).map((one) => {
    const number = Number(one.subject.slice('case-'.length));
    const moved = moveBy(one, borders[(number * 31) % borders.length] ?? 0);
    return 'customer' in moved.data
      ? { ...moved, data: { ...moved.data, customer: `customer-${number % 50}` } }
      : moved;
  });
}

/** Customers of the log, and others who never complain, buy, renew, visit and leave now and then. */
export function randomPurchases(seed: number, era: Era): readonly LoggedEvent[] {
  const types = ['customer.purchased', 'customer.renewed', 'customer.visited', 'customer.left'] as const;
  const one = fc.record({
    type: fc.constantFrom(...types, ...types.slice(0, 3)),
    customer: fc.integer({ min: 0, max: 79 }),
    border: fc.constantFrom(...bordersUs(era)),
    offsetUs: fc.oneof(fc.constantFrom(0, 1, 3_600_000_000, 90 * DAY_US), fc.integer({ min: 0, max: 200 * DAY_US })),
    data: fc.constantFrom(
      {},
      { value: { amount: 5, currency: 'EUR' } },
      { value: { amount: 0, currency: 'EUR' } },
      { automatic: true },
      { case: 'case-3' },
    ),
  });
  return fc.sample(one, { numRuns: CASES * 3, seed }).map(({ type, customer, border, offsetUs, data }, i) => ({
    family: 'customer',
    source: 'shop',
    id: `purchase-${i}`,
    type,
    subject: `customer-${customer}`,
    timeUs: border + offsetUs - 60 * DAY_US,
    sequence: null,
    data: type === 'customer.left' ? {} : data,
    extensions: {},
  }));
}

/** What a tally counts: facts of cases, and records of customers by their id. */
export interface Company {
  readonly facts: readonly CaseFacts[];
  readonly customers: ReadonlyMap<string, CustomerRecord>;
}

/** The company that a log tells of, folded in memory. */
export function companyOf(events: readonly LoggedEvent[]): Company {
  const ofCustomers = Map.groupBy(
    events.filter(({ family }) => family === 'customer'),
    ({ subject }) => subject,
  );
  const histories = new Map(
    [...ofCustomers].map(([customer, own]) => [customer, readHistory(own.map(asCustomerEvent))]),
  );
  const summaries = Map.groupBy(
    summariesOf(events.filter(({ family }) => family === 'case')),
    ({ customer }) => customer,
  );
  const folded = [...new Set([...histories.keys(), ...summaries.keys()])].map((customer) => {
    const history = histories.get(customer) ?? { values: [], leftUs: [], recommendations: [], known: false };
    const facts = foldCustomer(summaries.get(customer) ?? [], DEFAULT_BOOK_SETTINGS, history);
    return { customer, facts, record: recordOf(customer, facts, history) };
  });
  return {
    facts: folded.flatMap(({ facts }) => facts),
    customers: new Map(folded.map(({ customer, record }) => [customer, record])),
  };
}

function summariesOf(events: readonly LoggedEvent[]): readonly CaseSummary[] {
  const cases = Map.groupBy(events.map(asCaseEvent), ({ subject }) => subject);
  const mergedInto = mergeIndex(cases, DEFAULT_BOOK_SETTINGS);
  return [...cases].flatMap(([caseId, own]) => foldCase(own, DEFAULT_BOOK_SETTINGS, mergedInto(caseId))?.summary ?? []);
}
