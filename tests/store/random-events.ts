import { EVENT_TYPES, formatTimeUs, parseTimeUs, type LoggedEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { DAY_US, event, MINUTE_US } from '../support/events.ts';

type Data = Readonly<Record<string, unknown>>;

const oneOf = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

const agent = oneOf('ana', 'ben', 'cem', 'dot');
const team = oneOf('front', 'repairs', 'billing "{}\\"');
const customer = oneOf('ada', 'bob', 'cyd', 'dan');
const cause = oneOf('late', 'broken', 'rude');
const actor = fc.oneof(
  fc.record({ kind: fc.constant('person'), id: agent }),
  fc.record({ kind: fc.constant('person') }),
  fc.record({ kind: oneOf('bot', 'rule', 'customer'), id: oneOf('ana', 'helper') }),
);

/** Only what is given: an absent field is absent, as it is on the wire. */
const record = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Data> =>
  fc.record(fields).map((data) => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)));

const promise = oneOf('p-1', 'p-2');
const dueDays = oneOf(0, 1, 3, 7, 20);

const classification = {
  cause: maybe(cause),
  product: maybe(oneOf('kettle', 'lamp')),
  severity: maybe(oneOf('low', 'high')),
  region: maybe(oneOf('north', 'south')),
  fault: maybe(oneOf('ours', 'ours', 'theirs')),
};

/** Data of the types on whose content the facts turn; of the others, the contract's examples will do. */
const DATA: Readonly<Record<string, fc.Arbitrary<Data>>> = {
  'case.opened': record({
    ...classification,
    customer,
    channel: oneOf('phone', 'email', 'web'),
    team: maybe(team),
    by: maybe(actor),
  }),
  'case.classified': record({ ...classification, legitimate: maybe(oneOf(true, true, false)) }),
  'case.assigned': record({
    to: record({ agent: maybe(oneOf('ana', 'ben', 'cem', 'helper')), team: maybe(team), kind: maybe(oneOf('bot')) }),
    by: maybe(actor),
    reason: maybe(oneOf('shift', 'correction', 'expertise')),
    bulk: maybe(oneOf(true, false)),
  }),
  'case.owned': record({ by: record({ kind: oneOf('person'), id: agent, team: maybe(team) }) }),
  'case.resolved': record({ by: maybe(actor), team: maybe(team), automatic: maybe(oneOf(true, false)) }),
  'case.reopened': record({ by: maybe(actor), reason: maybe(oneOf('failed', 'thanks', 'administrative')) }),
  'case.merged': record({ into: oneOf('case-0', 'case-1', 'elsewhere') }),
  'case.unmerged': record({ into: oneOf('case-0', 'case-1', 'elsewhere') }),
  'contact.made': record({ channel: oneOf('phone'), by: maybe(actor), automated: maybe(oneOf(true, false)) }),
  // `due` is in days from the event, until it has a time.
  'promise.made': record({ promise, due: dueDays, by: maybe(actor) }),
  'promise.changed': record({ promise, due: dueDays }),
  'promise.kept': record({ promise }),
  'promise.withdrawn': record({ promise }),
  'satisfaction.stated': record({ satisfied: oneOf(true, false) }),
};

const CASE_TYPES = EVENT_TYPES.filter(({ family }) => family === 'case');
const DECISIVE = Object.keys(DATA);

const dataOf = (type: string): fc.Arbitrary<Data> =>
  DATA[type] ?? oneOf(...(CASE_TYPES.find((known) => known.type === type)?.examples ?? [{}]));

const typed = fc
  .oneof(
    { weight: 3, arbitrary: oneOf('case.opened') },
    { weight: 12, arbitrary: oneOf(...DECISIVE) },
    { weight: 4, arbitrary: oneOf(...CASE_TYPES.map(({ type }) => type)) },
  )
  .chain((type) => fc.record({ type: fc.constant(type), data: dataOf(type) }));

export interface Span {
  readonly fromUs: number;
  readonly cases: number;
  /** Instants at which much happens at once, as offsets from `fromUs`. */
  readonly offsetsUs: readonly number[];
}

/** Offsets of which many fall together, around the borders of the book's windows (1, 7, 30 and 14 days). */
export const CROWDED: readonly number[] = [0, 1, 2, 7, 14, 30, 44, 45].flatMap((days) => [
  days * DAY_US,
  days * DAY_US + MINUTE_US,
]);

/** Gives a due time in days its date. */
function dated(data: Data, timeUs: number): Data {
  const { due } = data;
  return typeof due === 'number' ? { ...data, due: formatTimeUs(timeUs + due * DAY_US) } : data;
}

/** The same event at another time, with what was promised for some time after it. */
export function moveBy(event: LoggedEvent, us: number): LoggedEvent {
  const { due } = event.data;
  const dueUs = typeof due === 'string' ? parseTimeUs(due) : null;
  const data = dueUs === null ? event.data : { ...event.data, due: formatTimeUs(dueUs + us) };
  return { ...event, timeUs: event.timeUs + us, data };
}

/** Any event of some cases: every type, several openings, equal times, two sources, with and without sequence. */
export function caseEvents({ fromUs, cases, offsetsUs }: Span): fc.Arbitrary<LoggedEvent> {
  return fc
    .record({
      typed,
      subject: fc.nat(cases - 1).map((number) => `case-${number}`),
      timeUs: oneOf(...offsetsUs).map((offsetUs) => fromUs + offsetUs),
      source: oneOf('desk', 'crm'),
      sequence: oneOf(null, null, '2', '10', '1a'),
    })
    .map(({ typed: { type, data }, subject, timeUs, ...more }) =>
      event(type, subject, timeUs, dated(data, timeUs), more),
    );
}

/** Purchases, and a type that the contract does not know: they are in the log, and change no fact of a case yet. */
export function otherEvents({ fromUs, cases, offsetsUs }: Span): fc.Arbitrary<LoggedEvent> {
  return fc
    .record({
      type: oneOf('customer.purchased', 'case.frobnicated'),
      customer,
      number: fc.nat(cases - 1),
      offsetUs: oneOf(...offsetsUs),
    })
    .map(({ type, customer, number, offsetUs }) =>
      event(type, type === 'customer.purchased' ? customer : `case-${number}`, fromUs + offsetUs),
    );
}

/** Links between ids, undone again or not, from either side; also with an id of which nothing else is known. */
export function linkEvents({ fromUs, offsetsUs }: Span): fc.Arbitrary<LoggedEvent> {
  return fc
    .record({
      type: oneOf('customer.linked', 'customer.linked', 'customer.unlinked', 'customer.left'),
      subject: customer,
      to: oneOf('ada', 'bob', 'cyd', 'dan', 'nobody'),
      offsetUs: oneOf(...offsetsUs),
      source: oneOf('desk', 'crm'),
      sequence: oneOf(null, null, '2', '10'),
    })
    .map(({ type, subject, to, offsetUs, ...more }) =>
      event(type, subject, fromUs + offsetUs, type === 'customer.left' ? {} : { to }, more),
    );
}

/** Cases that are opened, resolved and merged, of customers who are linked: each may turn on any other. */
export function complaintsOfFew(span: Span): fc.Arbitrary<readonly LoggedEvent[]> {
  const { fromUs, cases, offsetsUs } = span;
  const timeUs = oneOf(...offsetsUs).map((offsetUs) => fromUs + offsetUs);
  const number = fc.nat(cases - 1).map((nth) => `case-${nth}`);
  const opening = (nth: number) =>
    fc
      .record({ customer, timeUs, cause: oneOf('late', 'broken') })
      .map(({ timeUs: atUs, ...data }) => event('case.opened', `case-${nth}`, atUs, { ...data, channel: 'phone' }));
  const merging = fc
    .record({ type: oneOf('case.merged', 'case.merged', 'case.unmerged'), number, timeUs, into: number })
    .map(({ type, number: subject, timeUs: atUs, into }) => event(type, subject, atUs, { into }));
  const ending = fc
    .record({ said: oneOf('case.resolved', 'satisfaction.stated', 'customer.purchased'), number, customer, timeUs })
    .map(({ said, number: caseId, customer: who, timeUs: atUs }) => {
      if (said === 'customer.purchased') return event(said, who, atUs);
      return event(said, caseId, atUs, said === 'case.resolved' ? {} : { satisfied: false });
    });
  const any = fc.oneof({ weight: 2, arbitrary: merging }, ending, { weight: 3, arbitrary: linkEvents(span) });
  const more = fc.array(any, { maxLength: 24, size: 'max' });
  return fc
    .tuple(fc.tuple(...Array.from({ length: cases }, (_, nth) => opening(nth))), more)
    .map(([openings, others]) => [...openings, ...others]);
}

/** Gives every event an id of its own. */
export function numbered(events: readonly LoggedEvent[]): readonly LoggedEvent[] {
  return events.map((one, index) => ({ ...one, id: `e-${index}` }));
}
