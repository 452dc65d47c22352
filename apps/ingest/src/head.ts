import { isBinaryMode } from '@finest-hour/events';
import { inflaterOf, type Inflater } from './body/inflate.ts';
import { HttpProblem } from './http-problem.ts';
import { parseMediaType } from './media-type.ts';

const EVENT = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';
const LINES = 'application/x-ndjson';
const JSON_TYPE = 'application/json';
const SUPPORTED = [EVENT, BATCH, LINES, JSON_TYPE];

/** Forms that are read whole. `either`: an event or a batch, by what it holds. */
export type WholeForm = 'event' | 'batch' | 'binary' | 'either';
export type BodyForm = WholeForm | 'lines';

const FORMS: Readonly<Record<string, BodyForm>> = { [EVENT]: 'event', [BATCH]: 'batch', [LINES]: 'lines' };

/** What a request's headers say of its body. */
export interface Head<Form extends BodyForm = BodyForm> {
  readonly form: Form;
  /** null: it is not compressed. */
  readonly inflater: Inflater | null;
}

/** Throws 415 for a media type or an encoding that is not supported, or text in another encoding than UTF-8. */
export function readHead(headers: Headers): Head {
  const header = headers.get('content-type') ?? '';
  const mediaType = parseMediaType(header);
  const unsupported = (detail: string) =>
    new HttpProblem('unsupported-media-type', detail, { headers: { Accept: SUPPORTED.join(', ') } });
  if (mediaType === null || !SUPPORTED.includes(mediaType.essence)) {
    throw unsupported(`content-type must be one of ${SUPPORTED.join(', ')}, not ${JSON.stringify(header)}`);
  }
  if (!['utf-8', 'utf8', 'us-ascii', null].includes(mediaType.charset)) {
    throw unsupported(`charset must be utf-8, not ${JSON.stringify(mediaType.charset)}`);
  }
  const inflater = inflaterOf(headers.get('content-encoding'));
  return { form: FORMS[mediaType.essence] ?? (isBinaryMode(headers) ? 'binary' : 'either'), inflater };
}

export function isWhole(head: Head): head is Head<WholeForm> {
  return head.form !== 'lines';
}
