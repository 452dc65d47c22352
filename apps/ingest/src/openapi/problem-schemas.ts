import { EVENT_PROBLEMS, type EventProblemType } from '@finest-hour/events';
import { REQUEST_PROBLEMS, type RequestProblemType } from '../http-problem.ts';
import { recordedBodies } from './answers.ts';
import { EVENT_ADVICE, REQUEST_ADVICE, REQUEST_MEMBERS } from './problem-words.ts';
import type { Schema } from './types.ts';

export const refTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The component of a request's problem, and of an event's. */
export const problemName = (type: string) => `problem.${type}`;
export const refusalName = (type: string) => `refusal.${type}`;

export const DETAIL: Schema = { type: 'string', description: 'What is wrong this time, with the value that is.' };

interface Told {
  readonly type?: string;
  /** Of a receipt; the last line of a stream has a number. */
  readonly rejected?: number | readonly { readonly problem: Told }[];
}

function toldBodies(): readonly Told[] {
  return recordedBodies().filter((body): body is Told => typeof body === 'object' && body !== null);
}

/** The first that was recorded, as the list of examples that JSON Schema wants. */
function example(found: readonly Told[], type: string): { readonly examples?: readonly Told[] } {
  const first = found.find((told) => told.type === type);
  return first === undefined ? {} : { examples: [first] };
}

function requestProblem(type: RequestProblemType): Schema {
  const [status, title] = REQUEST_PROBLEMS[type];
  const told = toldBodies().filter((body) => 'status' in body);
  return {
    title,
    description: REQUEST_ADVICE[type],
    type: 'object',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: { const: type },
      title: { const: title },
      status: { const: status },
      detail: DETAIL,
      ...REQUEST_MEMBERS[type],
    },
    ...example(told, type),
  };
}

function refusal(type: EventProblemType): Schema {
  const told = toldBodies().flatMap(({ rejected }) =>
    Array.isArray(rejected) ? rejected.map(({ problem }) => problem) : [],
  );
  return {
    title: EVENT_PROBLEMS[type],
    description: EVENT_ADVICE[type],
    type: 'object',
    required: ['type', 'title', 'detail', 'pointer'],
    properties: {
      type: { const: type },
      title: { const: EVENT_PROBLEMS[type] },
      detail: DETAIL,
      pointer: {
        type: 'string',
        description: 'JSON Pointer (RFC 6901) into the event; empty: the event itself.',
      },
    },
    ...example(told, type),
  };
}

/** One component a problem: of requests (RFC 9457), and of single events, by their `type`. */
export function problemSchemas(): Readonly<Record<string, Schema>> {
  const ofRequests = Object.keys(REQUEST_PROBLEMS) as RequestProblemType[];
  const ofEvents = Object.keys(EVENT_PROBLEMS) as EventProblemType[];
  return {
    ...Object.fromEntries(ofRequests.map((type) => [problemName(type), requestProblem(type)])),
    ...Object.fromEntries(ofEvents.map((type) => [refusalName(type), refusal(type)])),
    EventProblem: {
      title: 'Why an event was refused',
      oneOf: ofEvents.map((type) => refTo(refusalName(type))),
      discriminator: {
        propertyName: 'type',
        mapping: Object.fromEntries(ofEvents.map((type) => [type, `#/components/schemas/${refusalName(type)}`])),
      },
    },
  };
}
