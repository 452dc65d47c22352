/** Why an event was refused, as RFC 9457 has it; `type` is a relative reference, one of EVENT_PROBLEMS. */
export interface EventProblem {
  readonly type: EventProblemType;
  readonly title: string;
  /** What is wrong with this very event, with the value that is. */
  readonly detail: string;
  /** JSON Pointer (RFC 6901) into the event to the field that is wrong or missing; '' is the event itself. */
  readonly pointer: string;
}

/** Every reason for which an event is refused, with its title. Stable: systems act on them. */
export const EVENT_PROBLEMS = {
  'bad-json': 'The line is not JSON',
  'bad-event': 'The event is not a valid CloudEvent',
  'bad-data': 'The data does not fit its type',
  'bad-time': 'The time is not usable',
  'too-large': 'The event is too large',
  'wrong-source': 'The key may not speak for this source',
  erased: 'The person was erased',
  conflict: 'Another event has the same source and id',
} as const;

export type EventProblemType = keyof typeof EVENT_PROBLEMS;

export function eventProblem(type: EventProblemType, pointer: string, detail: string): EventProblem {
  return { type, title: EVENT_PROBLEMS[type], detail, pointer };
}
