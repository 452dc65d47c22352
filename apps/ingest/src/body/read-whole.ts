import { HttpProblem } from '../http-problem.ts';
import { IDLE_MS, MAX_BODY_BYTES, WHOLE_BODY_MS } from '../limits.ts';
import type { Share } from './budget.ts';
import type { OpenBody } from './open.ts';

/** How long a sender may take. */
export interface Patience {
  /** Between two pieces of a body. */
  readonly idleMs: number;
  /** For a body that is read whole. */
  readonly wholeMs: number;
}

export const PATIENCE: Patience = { idleMs: IDLE_MS, wholeMs: WHOLE_BODY_MS };

function tooLarge(): HttpProblem {
  const detail = `the body is larger than 16 MiB (${MAX_BODY_BYTES} bytes), inflated`;
  return new HttpProblem('too-large', detail, { members: { limitBytes: MAX_BODY_BYTES } });
}

export function tooSlow(detail: string): HttpProblem {
  // What else may come on this connection is not waited for.
  return new HttpProblem('timeout', detail, { headers: { Connection: 'close' } });
}

function collect({ stream, problemOf }: OpenBody, share: Share, { idleMs, wholeMs }: Patience): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const add = (chunk: Buffer) => {
    bytes += chunk.byteLength;
    idle.refresh();
    try {
      if (bytes > MAX_BODY_BYTES) throw tooLarge();
      share.hold(chunk.byteLength);
      chunks.push(chunk);
    } catch (error) {
      reject(error as HttpProblem);
    }
  };
  const idle = setTimeout(() => reject(tooSlow(`no byte of the body came for ${idleMs / 1000} s`)), idleMs);
  const whole = setTimeout(() => reject(tooSlow(`the body was not there after ${wholeMs / 1000} s`)), wholeMs);
  const end = () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, bytes));
  // A stream closes after its end too.
  const fail = (error?: unknown) => {
    if (!stream.readableEnded) reject(problemOf(error));
  };
  stream.on('data', add).on('end', end).on('error', fail).on('close', fail);
  return promise.finally(() => {
    clearTimeout(idle);
    clearTimeout(whole);
    stream.off('data', add).off('end', end).off('close', fail).pause();
  });
}

/**
 * A body, whole and inflated. Throws 400 where there is none, it breaks off or does not inflate, 408, 413, and 503 where
 * too much is held already.
 */
export async function readWhole(
  body: OpenBody,
  contentLength: string | null,
  share: Share,
  patience: Patience = PATIENCE,
): Promise<Buffer> {
  if (contentLength !== null && Number(contentLength) > MAX_BODY_BYTES) throw tooLarge();
  const bytes = await collect(body, share, patience);
  if (bytes.byteLength === 0) throw new HttpProblem('empty-body', 'the body is empty');
  return bytes;
}
