import { asCaseEvent, asCustomerEvent, type CaseEvent, type CustomerEvent } from '@finest-hour/events';
import { DAY_US, DEFAULT_BOOK_SETTINGS, maturesAfterUs, type CustomerRecord } from '@finest-hour/metrics';
import { event } from '../support/events.ts';
import type { Company, Rates } from './company.ts';
import type { Random } from './random.ts';

const VERDICT_DAYS = maturesAfterUs(DEFAULT_BOOK_SETTINGS) / DAY_US;
const us = (days: number) => Math.round(days * DAY_US);

/** One customer as the log would have them at the end; what lies in the future is still in it. Times in days. */
export interface DrawnCustomer {
  readonly cases: readonly (readonly CaseEvent[])[];
  readonly events: readonly CustomerEvent[];
}

interface DrawnCase {
  readonly openedDay: number;
  readonly recovered: boolean;
  readonly events: readonly CaseEvent[];
}

/** A case of one of the customer's complaints, each about something of its own: no complaint repeats another. */
function drawCase(
  random: Random,
  company: Company,
  recovering: number,
  place: readonly [customer: string, number: number],
) {
  const [customer, number] = place;
  const caseId = `${customer}/${number}`;
  const openedDay = random.uniform() * company.days;
  const at = (day: number, type: string, data: Readonly<Record<string, unknown>> = {}) =>
    asCaseEvent(event(type, caseId, us(openedDay + day), data));
  const to = (agent: number) => ({ to: { agent: `agent-${agent}`, team: 'T1' } });
  const events = [
    at(0, 'case.opened', { customer, channel: 'phone', cause: `cause ${number}` }),
    at(0, 'case.assigned', to(0)),
  ];
  const ownedDay = random.exponential(random.part(company.owning).rate);
  const gaveUpDay = random.exponential(company.givingUp);
  if (gaveUpDay < ownedDay)
    return { openedDay, recovered: false, events: [...events, at(gaveUpDay, 'case.withdrawn')] };
  const passed = random.poisson(random.part(company.passing).mean);
  const fixingDays = 1 + 5 * random.uniform();
  const recovered = random.happens(recovering);
  events.push(at(ownedDay, 'case.owned', { by: { kind: 'person', id: 'agent-0', team: 'T1' } }));
  for (let hop = 1; hop <= passed; hop += 1)
    events.push(at(ownedDay + (fixingDays * hop) / (passed + 1), 'case.assigned', to(hop)));
  events.push(at(ownedDay + fixingDays, 'case.resolved'));
  if (!recovered) events.push(at(ownedDay + fixingDays + 2, 'case.reopened', { reason: 'failed' }));
  return { openedDay, recovered, events };
}

/** What comes first from a day on, and what comes second, until the customer has left or the time is over. */
function drawReturns(random: Random, { buying, leaving }: Rates, fromDay: number, untilDay: number) {
  const leftDay = fromDay + random.exponential(leaving);
  const boughtDay = fromDay + random.exponential(buying);
  const stays = leftDay >= untilDay;
  return { boughtDay: boughtDay < Math.min(leftDay, untilDay) ? boughtDay : null, leftDay: stays ? null : leftDay };
}

/** A customer who complains: their first complaint rules when they come back. */
export function drawCustomer(random: Random, company: Company, customer: string): DrawnCustomer {
  const { recovered: recovering } = random.part(company.recovering);
  const count = 1 + random.poisson(company.moreComplaints);
  const cases = Array.from({ length: count }, (_, number): DrawnCase =>
    drawCase(random, company, recovering, [customer, number]),
  );
  const first = cases.reduce((earliest, one) => (one.openedDay < earliest.openedDay ? one : earliest));
  const verdictDay = first.openedDay + VERDICT_DAYS;
  const waiting = drawReturns(random, company.waiting, first.openedDay, verdictDay);
  const rates = first.recovered ? company.recovered : company.notRecovered;
  const later = waiting.leftDay === null ? drawReturns(random, rates, verdictDay, Infinity) : null;
  const tellingEnds = company.days - company.tellingEndsBefore;
  const bought = [waiting.boughtDay, later?.boughtDay ?? null].filter((day) => day !== null && day < tellingEnds);
  const left = [waiting.leftDay, later?.leftDay ?? null];
  const told = (type: string, days: readonly (number | null)[]) =>
    days.flatMap((day) => (day === null ? [] : asCustomerEvent(event(type, customer, us(day)))));
  return {
    cases: cases.map(({ events }) => events),
    events: [...told('customer.purchased', bought), ...told('customer.left', left)],
  };
}

/** A customer who buys from 180 days before on, until they leave, and who may complain one day. */
export function drawQuiet(random: Random, company: Company): CustomerRecord {
  const leftDay = -180 + random.exponential(company.quiet.leaving);
  const complainedDay = -180 + random.exponential(company.complaining);
  const end = Math.min(leftDay, company.days - company.tellingEndsBefore);
  const valuesUs: number[] = [];
  for (let day = -180; (day += random.exponential(company.quiet.buying)) < end;) valuesUs.push(us(day));
  return {
    valuesUs,
    complaintsUs: [us(complainedDay)],
    leftUs: [us(leftDay)],
    lot: Math.floor(random.uniform() * 1e6),
  };
}
