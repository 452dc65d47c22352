import { examples, formatTimeUs, type EventEnvelope } from '@finest-hour/events';

const MINUTE_US = 60_000_000;
export const DAY_MINUTES = 24 * 60;
const DAY_US = DAY_MINUTES * MINUTE_US;

/** 2024-01-08T09:00:00Z, a Monday: when the cases open. */
const OPENED_US = Date.UTC(2024, 0, 8, 9) * 1000;
/** All of a verdict (44 days), of being watched after it (90), and some. */
export const AS_OF_US = OPENED_US + 139 * DAY_US;
/** Days around both. */
export const PERIOD = { from: '2024-01-08', to: '2024-06-01' } as const;

type Data = Readonly<Record<string, unknown>>;

/** An event as a system pushes it, so many minutes after the opening; its id says what it is. */
export function event(type: string, subject: string, minutes: number, data: Data = {}): EventEnvelope {
  const time = formatTimeUs(OPENED_US + minutes * MINUTE_US);
  return { specversion: '1.0', source: 'desk', id: `${subject}, ${type} at ${minutes}`, type, subject, time, data };
}

/** Every type of event, before all else and at its end: whatever a company does not tell did not happen. */
export function toldThroughout(): readonly EventEnvelope[] {
  const all = examples().filter(({ type }) => type !== 'reading.taken');
  return [-7 * DAY_MINUTES, 138 * DAY_MINUTES].flatMap((minutes) =>
    all.map((one) => ({
      ...one,
      id: `${one.id} at ${minutes}`,
      subject: `${one.subject} at ${minutes}`,
      time: formatTimeUs(OPENED_US + minutes * MINUTE_US),
    })),
  );
}

/** Names of what is in a company of its own, which is told apart by the product. */
export function company(name: string) {
  return {
    product: name,
    /** The whole playbook was done. */
    whole: `${name}: whole`,
    /** All but a surprise, and the customer did not come back. */
    nearly: `${name}: nearly`,
    /** Somebody spoke to the customer after an hour, and solved it after a day and a half. Rows add to this one. */
    bare: `${name}: bare`,
    /** Opened a week before the report: without a verdict, and in no share. */
    pending: `${name}: pending`,
    /** One more, of the row's own making. */
    more: `${name}: more`,
    customerOf: (subject: string) => `customer of ${subject}`,
  } as const;
}
export type Company = ReturnType<typeof company>;

export function opened(of: Company, subject: string, minutes = 0, data: Data = {}): EventEnvelope {
  return event('case.opened', subject, minutes, {
    customer: of.customerOf(subject),
    product: of.product,
    channel: 'phone',
    ...data,
  });
}

/** A case on which everything was done in time, but for the surprise. */
function everything(of: Company, subject: string): readonly EventEnvelope[] {
  const at = (minutes: number, type: string, data: Data = {}) => event(type, subject, minutes, data);
  const due = formatTimeUs(OPENED_US + 116 * MINUTE_US);
  const told = { fault: 'ours', faultTeam: 'kitchen', preferredChannel: 'email', detectedBy: 'customer' };
  return [
    opened(of, subject, 0, { ...told, team: 'service', takenBy: 'ann' }),
    at(0, 'case.assigned', { to: { agent: 'ann', team: 'service' } }),
    at(5, 'thanks.given', { for: 'complaint' }),
    at(5, 'apology.made'),
    at(6, 'contact.made', { channel: 'phone', kind: 'call' }),
    at(10, 'responsibility.taken'),
    at(10, 'thanks.given', { for: 'loyalty' }),
    at(12, 'expectation.confirmed', { remedy: 'refund' }),
    at(15, 'options.offered', { count: 2 }),
    // A hundred minutes were promised, of which more than half were left.
    at(16, 'promise.made', { promise: 'p', due }),
    at(60, 'promise.kept', { promise: 'p' }),
    at(20, 'request.denied', { request: 'q', alternatives: 1 }),
    at(30, 'case.went-public', { where: 'a forum' }),
    at(32, 'solution.provided', { kind: 'refund', request: 'q', tailored: true, withinAuthority: true }),
    at(35, 'help.requested', { team: 'kitchen' }),
    at(50, 'public.answered', { where: 'a forum' }),
    at(70, 'feedback.shared', { team: 'kitchen', customerTold: true }),
    at(125, 'contact.made', { channel: 'email', kind: 'handwritten' }),
    at(245, 'case.resolved', { by: { kind: 'person', id: 'ann' } }),
    at(245, 'satisfaction.asked'),
    at(300, 'satisfaction.stated', { satisfied: true, heard: true }),
  ];
}

function bare(of: Company, subject: string): readonly EventEnvelope[] {
  return [
    opened(of, subject, 0, { fault: 'ours', preferredChannel: 'email', team: 'service' }),
    event('case.assigned', subject, 0, { to: { agent: 'bo', team: 'service' } }),
    event('contact.made', subject, 60, { channel: 'phone', kind: 'reply' }),
    event('case.resolved', subject, 36 * 60),
  ];
}

/** Three cases with a verdict, one without, and so many more bare ones: whatever a row starts from. */
export function companyEvents(of: Company, more: number): readonly EventEnvelope[] {
  const back = of.customerOf(of.whole);
  return [
    ...everything(of, of.whole),
    event('surprise.given', of.whole, 80),
    event('customer.recommended', back, 2 * DAY_MINUTES),
    event('customer.purchased', back, 60 * DAY_MINUTES),
    ...everything(of, of.nearly),
    ...bare(of, of.bare),
    opened(of, of.pending, 132 * DAY_MINUTES, { channel: 'social-listening', fault: 'ours', detectedBy: 'us' }),
    event('apology.made', of.pending, 132 * DAY_MINUTES),
    ...Array.from({ length: more }, (_, i) => bare(of, `${of.bare} ${i}`)).flat(),
  ];
}
