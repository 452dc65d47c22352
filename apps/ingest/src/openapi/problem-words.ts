import type { EventProblemType } from '@finest-hour/events';
import type { RequestProblemType } from '../http-problem.ts';
import type { Schema } from './types.ts';

/** What a problem of a request means for its sender: what to do. */
export const REQUEST_ADVICE: Readonly<Record<RequestProblemType, string>> = {
  'empty-body': 'Send at least one event.',
  'incomplete-body': 'The connection broke off. Send the same again: what is there already is a duplicate.',
  'bad-encoding': 'The body is not what `Content-Encoding` says, or was cut off.',
  'bad-json': 'Nothing of the request was stored. `position` counts from 0; `line` and `column` from 1.',
  'bad-batch': 'A batch is a JSON array of events.',
  'bad-query': 'The detail names every parameter that is wrong. Nothing was done.',
  'bad-request': 'What came is not HTTP; the connection is closed.',
  unauthorized: 'The detail says whether a key is missing, unknown, revoked or expired.',
  forbidden: 'The key is valid and lacks the scope; `WWW-Authenticate` names it.',
  'not-found': 'The address, or what it names, does not exist, or belongs to another key.',
  'method-not-allowed': '`Allow` lists the methods of this address.',
  timeout: 'Too slow. Send the same again: what is there already is a duplicate.',
  'already-replayed': 'Somebody was faster. The event is stored.',
  'too-large': 'The limit is named. Send less at a time, or a stream of lines, which may be of any length.',
  'unsupported-media-type': '`Accept` lists what is supported.',
  'unsupported-encoding': '`Accept-Encoding` lists what is supported.',
  'too-many-events': 'Come again after `Retry-After` seconds.',
  'headers-too-large': 'All headers together are too large; the connection is closed.',
  internal: 'Our fault, and in our log. Nothing of the request is promised to be stored; it may be sent again.',
  'not-set-up': 'The detail names what its operator has to set. To send it again does not help.',
  busy: 'Nothing of the request was stored. Come again after `Retry-After` seconds.',
  stopping: 'Another process may answer. Come again after `Retry-After` seconds.',
  unavailable: 'Nothing is promised to be stored. Come again after `Retry-After` seconds.',
};

const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });

const again = {
  retryAfterSeconds: count('Seconds to wait: in the last line of a stream, where no header can say so.'),
};

/** What a problem of a request tells beside type, title, status and detail. */
export const REQUEST_MEMBERS: Partial<Readonly<Record<RequestProblemType, Readonly<Record<string, Schema>>>>> = {
  'bad-json': {
    position: count('Of the first mistake, in characters; in bytes where the body is not UTF-8.'),
    line: count('Of the first mistake, from 1.'),
    column: count('Of the first mistake, from 1.'),
  },
  'too-large': { limitBytes: count('So many are allowed.'), limitEvents: count('So many are allowed.') },
  'headers-too-large': { limitBytes: count('So many are allowed.') },
  'too-many-events': {
    limitEventsPerSecond: count('So many the key may send on average.'),
    limitBurst: count('So many the key may send at once.'),
  },
  busy: again,
  stopping: again,
  unavailable: again,
};

/** What a refusal of an event means. */
export const EVENT_ADVICE: Readonly<Record<EventProblemType, string>> = {
  'bad-json': 'On a line of a stream: it is not JSON, with the position in the line.',
  'bad-event': 'An attribute is missing, or is not what CloudEvents or the limits allow.',
  'bad-data': '`data` does not fit its type, or something holds U+0000 or a lone surrogate.',
  'bad-time': 'There is no such time, or it is before 1990 or more than 24 h ahead.',
  'too-large': 'Inside a batch: too large as compact JSON. On a line: too large as it came.',
  'wrong-source': 'The key is bound to another `source`.',
  erased: 'It names a person who was erased here. Nothing of it is kept; do not send it again.',
  conflict: 'The same `source` and `id` came before, with other content.',
};
