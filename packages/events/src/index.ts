// An event: what the log holds, and the contract's types by family.
export type { Family, LoggedEvent } from './event.ts';
export type { AgentEvent, CaseEvent, CustomerEvent, ReadingEvent } from './catalogue.ts';
export type { Actor } from './fields.ts';
export type { DataOf, EventDefinition, EventOf } from './definition.ts';
export type {
  CaseAssignedData,
  CaseClassifiedData,
  CaseClosedData,
  CaseEscalatedData,
  CaseMergedData,
  CaseOpenedData,
  CaseOwnedData,
  CaseReopenedData,
  CaseResolvedData,
  CaseUnmergedData,
  CaseWithdrawnData,
} from './case-events.ts';

// The catalogue: every known type with its family, schema, examples and what it measures.
export { definitionOf, EVENT_TYPES, familyOf } from './catalogue.ts';
export { CHANNELS, isIdentifier, MAX_EVENT_BYTES, MAX_ID_BYTES, SEVERITIES } from './fields.ts';
export { examples, type EventEnvelope } from './examples.ts';
export { jsonSchema, type JsonSchema } from './json-schema.ts';

// Reading what a system sent.
export { readEvent, EARLIEST_US, LATEST_AHEAD_US, type ReadResult } from './read-event.ts';
export { binaryAsStructured, isBinaryMode, readBinaryEvent } from './read-binary-event.ts';
export { EVENT_PROBLEMS, eventProblem, type EventProblem, type EventProblemType } from './problem.ts';

// Reading back what the log holds.
export { asAgentEvent, asCaseEvent, asCustomerEvent, asReadingEvent } from './narrow.ts';

// Persons: whom an event names, and what of it tells who they are.
export { actingCustomer, personsIn, renamePersons, withoutActor, withoutPersonal } from './personal.ts';

// Identity of content, and time.
export { canonicalJson } from './canonical-json.ts';
export { contentHash, contentOf, type Content } from './content-hash.ts';
export { formatTimeUs, parseTimeUs } from './time.ts';
