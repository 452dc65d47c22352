import { asCaseEvent, asCustomerEvent, readEvent, type CaseEvent, type CustomerEvent } from '@finest-hour/events';
import type { LoggedEvent } from '@finest-hour/events';
import { simulate } from '@finest-hour/simulator';

/** A simulated company's log as ingest would store it: each event once, parsed. */
export interface SimulatedLog {
  readonly events: readonly LoggedEvent[];
  /** How long an event is as JSON, on average. */
  readonly bytesPerEvent: number;
  /** The end of the simulated time, in microseconds. */
  readonly nowUs: number;
}

export function simulatedLog(cases: number): SimulatedLog {
  const simulation = simulate({ seed: 7, cases });
  const nowUs = Date.parse(simulation.parameters.endsAt) * 1000;
  const events = new Map<string, LoggedEvent>();
  let bytes = 0;
  let arrived = 0;
  for (const batch of simulation.batches()) {
    for (const envelope of batch) {
      bytes += Buffer.byteLength(JSON.stringify(envelope));
      arrived += 1;
      const read = readEvent(envelope, nowUs);
      if (!read.ok) throw new Error(read.problem.detail);
      events.set(JSON.stringify([read.event.source, read.event.id]), read.event);
    }
  }
  return { events: [...events.values()], bytesPerEvent: Math.round(bytes / arrived), nowUs };
}

/** The events of the folds, by stream. */
export function streamsOf(events: readonly LoggedEvent[]): {
  readonly cases: readonly (readonly CaseEvent[])[];
  readonly customers: ReadonlyMap<string, readonly CustomerEvent[]>;
} {
  const family = (name: LoggedEvent['family']) => events.filter((event) => event.family === name);
  return {
    cases: [...Map.groupBy(family('case').map(asCaseEvent), ({ subject }) => subject).values()],
    customers: Map.groupBy(family('customer').map(asCustomerEvent), ({ subject }) => subject),
  };
}
