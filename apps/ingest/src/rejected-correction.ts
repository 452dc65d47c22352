import { bodyLimit } from 'hono/body-limit';
import { HttpProblem } from './http-problem.ts';
import { MAX_EVENT_BYTES } from './limits.ts';
import { parseMediaType } from './media-type.ts';
import { parseJson } from './parse-json.ts';

const TYPES = ['application/cloudevents+json', 'application/json'];

/** Throws 413 before more than an event is read. */
export const correctionLimit = bodyLimit({
  maxSize: MAX_EVENT_BYTES,
  onError: () => {
    const detail = `the corrected event is larger than 64 KiB (${MAX_EVENT_BYTES} bytes)`;
    throw new HttpProblem('too-large', detail, { members: { limitBytes: MAX_EVENT_BYTES } });
  },
});

/** The event as it should have been, as JSON; null: there is no body, so it is replayed as it was kept. Throws 400, 415. */
export async function readCorrection(request: Request): Promise<string | null> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    const detail = `a corrected event is sent as it is, not with content-encoding ${JSON.stringify(encoding)}`;
    throw new HttpProblem('unsupported-encoding', detail, { headers: { 'Accept-Encoding': 'identity' } });
  }
  const body = Buffer.from(await request.arrayBuffer());
  if (body.byteLength === 0) return null;
  const header = request.headers.get('content-type') ?? '';
  if (!TYPES.includes(parseMediaType(header)?.essence ?? '')) {
    const detail = `content-type must be one of ${TYPES.join(', ')}, not ${JSON.stringify(header)}`;
    throw new HttpProblem('unsupported-media-type', detail, { headers: { Accept: TYPES.join(', ') } });
  }
  return parseJson(body).text;
}
