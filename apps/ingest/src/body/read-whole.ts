import { HttpProblem } from '../http-problem.ts';
import { IDLE_MS, MAX_BODY_BYTES, WHOLE_BODY_MS } from '../limits.ts';
import type { Share } from './budget.ts';
import type { OpenBody } from './open.ts';
import { passPiece } from './pass-piece.ts';
import { collectPieces, type Pieces } from './pieces.ts';

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
  return new HttpProblem('timeout', detail, { headers: { Connection: 'close' } });
}

/** Reads to the end, or throws at the first piece that is one too many. */
function collect(
  { stream, windowBytes, close, problemOf }: OpenBody,
  pieces: Pieces,
  share: Share,
  { idleMs, wholeMs }: Patience,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  let windowHeld = 0;
  const sinceMs = performance.now();
  const add = (piece: Buffer) => {
    idle.refresh();
    const window = Math.min(piece.byteLength, windowBytes - windowHeld);
    try {
      if (performance.now() - sinceMs > wholeMs) throw tooSlow(`the body was not there after ${wholeMs / 1000} s`);
      if (pieces.bytes + piece.byteLength > MAX_BODY_BYTES) throw tooLarge();
      share.hold(piece.byteLength + window);
      windowHeld += window;
      pieces.add(piece);
      passPiece(piece);
    } catch (error) {
      stream.off('data', add);
      reject(error as HttpProblem);
    }
  };
  const idle = setTimeout(() => reject(tooSlow(`no byte of the body came for ${idleMs / 1000} s`)), idleMs);
  const end = () => resolve(pieces.whole());
  // A stream closes after its end too.
  const fail = (error?: unknown) => {
    if (!stream.readableEnded) reject(problemOf(error));
  };
  stream.on('data', add).on('end', end).on('error', fail).on('close', fail);
  return promise.finally(() => {
    clearTimeout(idle);
    stream.off('data', add).off('end', end).off('close', fail);
    close();
    share.giveBack(windowHeld);
  });
}

/** A body that was read whole. */
export interface WholeBody {
  readonly bytes: Buffer;
  /** Gives its memory back; nothing may use it afterwards. */
  free(): void;
}

/**
 * A body, whole and inflated. `length`: what its headers say that it has, null where they don't. Throws 400 where there
 * is none, it breaks off or does not inflate, 408, 413, and 503 where too much is held already.
 */
export async function readWhole(
  body: OpenBody,
  length: number | null,
  share: Share,
  patience: Patience = PATIENCE,
): Promise<WholeBody> {
  if (length !== null && length > MAX_BODY_BYTES) throw tooLarge();
  const pieces = collectPieces(length);
  try {
    const bytes = await collect(body, pieces, share, patience);
    if (bytes.byteLength === 0) throw new HttpProblem('empty-body', 'the body is empty');
    return { bytes, free: () => pieces.free() };
  } catch (error) {
    pieces.free();
    throw error;
  }
}
