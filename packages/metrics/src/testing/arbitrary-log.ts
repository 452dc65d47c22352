import { EVENT_TYPES, formatTimeUs, type CaseEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { DAY_US } from '../book.ts';
import { A, B, BOT, C, D, event, NOBODY, OPENED_US, Q1, Q2 } from './case-log.ts';

const people = ['A', 'B', 'C', 'D', 'F'] as const;
const holders = [A, B, C, D, Q1, Q2, BOT, NOBODY, { agent: 'B' }, { agent: 'F', team: 'front' }, { team: 'front' }];
const causes = ['late', 'broken'] as const;
const faults = ['ours', 'theirs'] as const;
const promise = fc.constantFrom('p-1', 'p-2');
const due = fc.constantFrom(0, 1, 3, 7, 20, 44).map((day) => formatTimeUs(OPENED_US + day * DAY_US));

/** Data of the events on which the folds depend, varied; every other type has the contract's own examples. */
const varied = {
  'case.opened': fc.record(
    {
      customer: fc.constant('customer-1'),
      channel: fc.constantFrom('phone', 'email'),
      cause: fc.constantFrom(...causes),
      fault: fc.constantFrom(...faults),
      team: fc.constantFrom('T1', 'front'),
    },
    { requiredKeys: ['customer', 'channel'] },
  ),
  'case.classified': fc.record(
    { cause: fc.constantFrom(...causes), fault: fc.constantFrom(...faults), legitimate: fc.boolean() },
    { requiredKeys: [] },
  ),
  'case.assigned': fc.record(
    {
      to: fc.constantFrom(...holders),
      reason: fc.constantFrom('shift', 'correction', 'expertise'),
      bulk: fc.boolean(),
    },
    { requiredKeys: ['to'] },
  ),
  'case.owned': fc.record({
    by: fc.record(
      { kind: fc.constant('person'), id: fc.constantFrom(...people), team: fc.constantFrom('T1', 'T2') },
      { requiredKeys: ['kind', 'id'] },
    ),
  }),
  'case.resolved': fc.record({ automatic: fc.boolean() }, { requiredKeys: [] }),
  'case.reopened': fc.record({ reason: fc.constantFrom('failed', 'thanks', 'administrative') }, { requiredKeys: [] }),
  'contact.made': fc.record(
    { channel: fc.constant('email'), automated: fc.boolean(), kind: fc.constantFrom('reply', 'internal-note') },
    { requiredKeys: ['channel'] },
  ),
  'promise.made': fc.record({ promise, due }),
  'promise.changed': fc.record({ promise, due }),
  'promise.kept': fc.record({ promise }),
  'promise.withdrawn': fc.record({ promise }),
  'satisfaction.stated': fc.record({ satisfied: fc.boolean() }),
};

const others = EVENT_TYPES.filter(({ family, type }) => family === 'case' && !(type in varied)).map(
  ({ type, examples }) => [type, fc.constantFrom<unknown>(...examples)] as const,
);
/** A type with data that fits it. */
export type Kind = readonly [type: string, data: unknown];
export const kindOf = (data: readonly (readonly [type: string, data: fc.Arbitrary<unknown>])[]): fc.Arbitrary<Kind> =>
  fc.oneof(...data.map(([type, values]) => fc.tuple(fc.constant(type), values)));
const kind = fc.oneof(
  { weight: 4, arbitrary: kindOf(Object.entries<fc.Arbitrary<unknown>>(varied)) },
  { weight: 1, arbitrary: kindOf(others) },
);

/** Whole days to the edges of every window of the book, and moments between them; few, so that times are often equal. */
const edges = [-1, 0, 1, 7, 14, 15, 21, 29, 30, 31, 43, 44, 45, 60];
const timeUs = fc
  .tuple(fc.constantFrom(...edges), fc.constantFrom(-1, 0, 0, 1, 3_600_000_000))
  .map(([day, offset]) => OPENED_US + day * DAY_US + offset);

/** Any event of a case of this id, at any of a few times; `source` and `id` identify it. */
const anyEvent = (subject: string, kinds: fc.Arbitrary<Kind>): fc.Arbitrary<CaseEvent> =>
  fc
    .record({
      kind: kinds,
      timeUs,
      source: fc.constantFrom('crm', 'desk'),
      id: fc.integer({ min: 0, max: 1000 }),
      sequence: fc.constantFrom(null, null, '1', '9', '10', '010', '-2', '1z', 'b'),
    })
    .map(({ kind: [type, data], id, ...rest }) =>
      event(type as CaseEvent['type'], rest.timeUs, data as never, { ...rest, id: `${subject}/${id}`, subject }),
    );

const byIdentity = { selector: ({ source, id }: CaseEvent) => `${source} ${id}` };

/** The events of one case without repeats, mostly with an opening; of some kinds, by default of all. */
export const anyCase = (subject = 'case-1', kinds: fc.Arbitrary<Kind> = kind): fc.Arbitrary<readonly CaseEvent[]> =>
  fc.uniqueArray(anyEvent(subject, kinds), { ...byIdentity, maxLength: 25, size: 'max' });
