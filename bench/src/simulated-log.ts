import {
  asCaseEvent,
  asCustomerEvent,
  readEvent,
  type CaseEvent,
  type CustomerEvent,
  type LoggedEvent,
} from '@finest-hour/events';
import { simulate, type Simulation } from '@finest-hour/simulator';

export function company(cases: number): Simulation {
  return simulate({ seed: 7, cases });
}

/** The end of the simulated time, in microseconds. */
export function endUs({ parameters }: Simulation): number {
  return Date.parse(parameters.endsAt) * 1000;
}

/** What ingest would hand to the log, batch by batch; what is sent twice is in it twice. */
export function* loggedBatches(simulation: Simulation): Generator<readonly LoggedEvent[]> {
  const nowUs = endUs(simulation);
  for (const batch of simulation.batches()) {
    yield batch.map((envelope) => {
      const read = readEvent(envelope, nowUs);
      if (!read.ok) throw new Error(read.problem.detail);
      return read.event;
    });
  }
}

/** How long an event is as JSON, on average over the first batches. */
export function bytesPerEvent(simulation: Simulation): number {
  const some = [...simulation.batches().take(20)].flat();
  return Math.round(some.reduce((sum, envelope) => sum + Buffer.byteLength(JSON.stringify(envelope)), 0) / some.length);
}

/** Some customers' events by stream, each event once. */
export interface Streams {
  readonly cases: readonly (readonly CaseEvent[])[];
  readonly customers: ReadonlyMap<string, readonly CustomerEvent[]>;
}

function customerOf(events: readonly CaseEvent[]): string {
  for (const event of events) if (event.type === 'case.opened') return event.data.customer;
  return '';
}

/** The streams that are folded, in parts of so many customers with all their cases. */
export function* streamsOf(simulation: Simulation, customersAPart: number): Generator<Streams> {
  const once = new Map<string, LoggedEvent>();
  for (const batch of loggedBatches(simulation))
    for (const event of batch) once.set(JSON.stringify([event.source, event.id]), event);
  const ofFamily = (name: LoggedEvent['family']) => [...once.values()].filter(({ family }) => family === name);
  const histories = Map.groupBy(ofFamily('customer').map(asCustomerEvent), ({ subject }) => subject);
  const streams = Map.groupBy(ofFamily('case').map(asCaseEvent), ({ subject }) => subject).values();
  const cases = Map.groupBy(streams, customerOf);
  const customers = [...new Set([...histories.keys(), ...cases.keys()])];
  for (let first = 0; first < customers.length; first += customersAPart) {
    const part = customers.slice(first, first + customersAPart);
    yield {
      cases: part.flatMap((customer) => cases.get(customer) ?? []),
      customers: new Map(part.map((customer) => [customer, histories.get(customer) ?? []])),
    };
  }
}

export function countEvents({ cases, customers }: Streams): number {
  return [...cases, ...customers.values()].reduce((sum, events) => sum + events.length, 0);
}
