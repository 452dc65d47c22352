import { formatTimeUs, type CaseEvent, type CustomerEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { DAY_US } from '../book.ts';
import { anyCase, kindOf } from './arbitrary-log.ts';
import { A, B, D, days, opened, OPENED_US, Q2 } from './case-log.ts';
import { bought, customerEvent, left } from './customer-log.ts';

const optional = <Data extends object>(fields: { [Name in keyof Data]: fc.Arbitrary<Data[Name]> }) =>
  fc.record(fields, { requiredKeys: [] });
const by = fc.constantFrom({ kind: 'person' }, { kind: 'person', id: 'A' }, { kind: 'customer' }, { kind: 'system' });
const channel = fc.constantFrom('phone', 'email');
const team = fc.constantFrom('T1', 'T2', 'T3');
const remedy = fc.constantFrom('refund', 'help');
const given = fc.constantFrom('refund', 'help', 'exchange', 'repair', 'credit', 'explanation', 'other');
const place = fc.constantFrom('a forum', 'a blog');
const request = fc.constantFrom('r-1', 'r-2');
const promise = fc.constantFrom('p-1', 'p-2');
const due = fc.constantFrom(1, 7, 44).map((day) => formatTimeUs(OPENED_US + day * DAY_US));
const agent = fc.constantFrom('A', 'B', 'D');

/** What the playbook asks about, varied; openings come one to a case. */
const kinds = kindOf(
  Object.entries<fc.Arbitrary<unknown>>({
    'case.classified': optional({
      fault: fc.constantFrom('ours', 'theirs', 'unclear'),
      faultTeam: team,
      preferredChannel: channel,
    }),
    'case.assigned': fc.record({ to: fc.constantFrom(A, B, D, Q2) }),
    'case.owned': fc.record({ by: fc.record({ kind: fc.constant('person'), id: agent }) }),
    'case.resolved': optional({ by, team }),
    'case.reopened': optional({ reason: fc.constantFrom('failed', 'other') }),
    'case.went-public': fc.record({ where: place }),
    'public.answered': fc.record({ where: place, by }),
    'contact.received': fc.record({ channel, takenBy: agent }),
    'contact.made': fc.record({ channel, by, kind: fc.constantFrom('reply', 'handwritten', 'internal-note') }),
    'thanks.given': fc.record({ for: fc.constantFrom('complaint', 'loyalty'), by }),
    'apology.made': fc.record({ by }),
    'responsibility.taken': fc.record({ by }),
    'remedy.asked': fc.record({ remedy, by }),
    'expectation.confirmed': optional({ remedy, by }),
    'options.offered': fc.record({ count: fc.constantFrom(0, 2), by }),
    'promise.made': fc.record({ promise, due }),
    'promise.kept': fc.record({ promise }),
    'solution.provided': fc
      .tuple(
        fc.record({ kind: given }),
        optional({ request, by, tailored: fc.boolean(), withinAuthority: fc.boolean() }),
      )
      .map(([needed, more]) => ({ ...needed, ...more })),
    'solution.failed': fc.constant({}),
    'request.denied': optional({ request, alternatives: fc.constantFrom(0, 2) }),
    'help.requested': fc.record({ team }),
    'satisfaction.asked': fc.constant({}),
    'satisfaction.stated': fc
      .tuple(fc.record({ satisfied: fc.boolean() }), optional({ heard: fc.boolean() }))
      .map(([needed, more]) => ({ ...needed, ...more })),
    'surprise.given': fc.constant({}),
    'feedback.shared': fc
      .tuple(fc.record({ team }), optional({ customerTold: fc.boolean() }))
      .map(([needed, more]) => ({ ...needed, ...more })),
  }),
);

const opening = optional({
  channel: fc.constantFrom('phone', 'social-listening'),
  team,
  takenBy: agent,
  detectedBy: fc.constantFrom('us', 'customer'),
  fault: fc.constantFrom('ours', 'third-party'),
  faultTeam: team,
}).map((data) => opened(data as Parameters<typeof opened>[0], OPENED_US, { id: 'opening' }));

/** The events of a case of which the playbook has a lot to say, with its opening. */
export const anyPlaybook: fc.Arbitrary<readonly CaseEvent[]> = fc
  .tuple(opening, anyCase('case-1', kinds))
  .map(([first, events]) => [first, ...events]);

const day = fc.constantFrom(1, 5, 20, 44, 45, 60, 134, 135, 200);

/** What its customer did besides. */
export const anyCustomer: fc.Arbitrary<readonly CustomerEvent[]> = fc.array(
  fc.oneof(
    day.map((at) => bought(days(at))),
    day.map((at) => left(days(at))),
    fc
      .tuple(day, fc.constantFrom({}, { case: 'case-1' }, { case: 'case-2' }))
      .map(([at, data]) => customerEvent('customer.recommended', days(at), data)),
  ),
  { maxLength: 4 },
);
