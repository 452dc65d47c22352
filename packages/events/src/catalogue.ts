import type { EventDefinition, EventOf } from './definition.ts';
import type { Family } from './event.ts';
import * as aftercare from './aftercare-events.ts';
import * as agent from './agent-events.ts';
import * as cases from './case-events.ts';
import * as contact from './contact-events.ts';
import * as courtesy from './courtesy-events.ts';
import * as customer from './customer-events.ts';
import * as expectation from './expectation-events.ts';
import * as promise from './promise-events.ts';
import * as publicity from './public-events.ts';
import * as reading from './reading-events.ts';
import * as solution from './solution-events.ts';

const caseDefinitions = {
  ...cases,
  ...publicity,
  ...contact,
  ...courtesy,
  ...expectation,
  ...promise,
  ...solution,
  ...aftercare,
};

type ValueOf<T> = T[keyof T];

/** Any event of a case's stream; `type` tells which. */
export type CaseEvent = ValueOf<{ [Name in keyof typeof caseDefinitions]: EventOf<(typeof caseDefinitions)[Name]> }>;
/** Any event of a customer's stream. */
export type CustomerEvent = ValueOf<{ [Name in keyof typeof customer]: EventOf<(typeof customer)[Name]> }>;
/** Any event of an agent's stream. */
export type AgentEvent = ValueOf<{ [Name in keyof typeof agent]: EventOf<(typeof agent)[Name]> }>;
/** Any event of a reading's stream. */
export type ReadingEvent = ValueOf<{ [Name in keyof typeof reading]: EventOf<(typeof reading)[Name]> }>;

/** Every known event type, by family. */
export const EVENT_TYPES: readonly EventDefinition[] = [
  ...Object.values(caseDefinitions),
  ...Object.values(customer),
  ...Object.values(agent),
  ...Object.values(reading),
];

const byType = new Map(EVENT_TYPES.map((definition) => [definition.type, definition]));

/** The definition of a known type; undefined for any other. */
export function definitionOf(type: string): EventDefinition | undefined {
  return byType.get(type);
}

/** The family whose streams hold this type; `other` for a type that the contract does not know. */
export function familyOf(type: string): Family {
  return byType.get(type)?.family ?? 'other';
}
