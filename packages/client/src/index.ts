// The client, and how it ends with its process.
export { createClient, type Client, type CloseOptions } from './client.ts';
export { closeOnSignals, type CloseOnSignalsOptions } from './close-on-signals.ts';
export type { ClientOptions } from './options.ts';

// What is pushed, and what becomes of it.
export type { EventInput } from './event.ts';
export type { CloudEvent, Outcome, Problem, Rejection, Stored } from './problem.ts';

// The contract.
export type {
  Actor,
  Channel,
  EventData,
  Fault,
  Holder,
  Money,
  NamedPerson,
  Severity,
  SolutionKind,
} from './contract.ts';
