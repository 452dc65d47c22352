import type { ApiKey } from '@finest-hour/store';
import type { IngestDeps } from './deps.ts';
import { HttpProblem, REQUEST_PROBLEMS } from './http-problem.ts';
import { MAX_EVENT_BYTES } from './limits.ts';

/**
 * What to do when a body that arrived whole can't be read as events: an event too large, no JSON, no batch. Nobody can
 * tell the events in it apart, so its beginning is kept as one, with the reason, to be seen and corrected; and the
 * request is refused as it would be anyway.
 */
export function keepRefusedBody(deps: IngestDeps, key: ApiKey, body: Uint8Array): (error: unknown) => Promise<never> {
  return async (error) => {
    if (!(error instanceof HttpProblem)) throw error;
    const [, title] = REQUEST_PROBLEMS[error.type];
    await deps.keepRejectedEvents([
      {
        payload: new TextDecoder().decode(body.subarray(0, MAX_EVENT_BYTES), { stream: true }),
        truncated: body.byteLength > MAX_EVENT_BYTES,
        source: null,
        id: null,
        problem: { type: error.type, title, detail: error.message, pointer: '' },
        keyId: key.id,
        receivedUs: deps.nowUs(),
      },
    ]);
    deps.metrics.received({ accepted: 0, duplicates: 0, reasons: [error.type] });
    throw error;
  };
}
