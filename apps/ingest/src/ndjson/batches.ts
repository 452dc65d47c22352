import { HttpProblem } from '../http-problem.ts';
import { STREAM_BATCH_BYTES, STREAM_BATCH_EVENTS, STREAM_FLUSH_MS } from '../limits.ts';
import type { OpenBody } from '../body/open.ts';
import { passPiece } from '../body/pass-piece.ts';
import { tooSlow } from '../body/read-whole.ts';
import { LineSplitter, type Line } from './split-lines.ts';
import { waitFor } from './wait.ts';

/** How a stream is cut into batches, and who may end it. */
export interface StreamOptions {
  readonly idleMs: number;
  /** The server is being stopped. */
  readonly stopping: AbortSignal;
  readonly flushMs?: number;
}

/** Lines on their way into a batch. */
class Pending {
  #lines: Line[] = [];
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  add(line: Line): void {
    this.#lines.push(line);
    this.#bytes += line.bytes.byteLength;
  }

  get isFull(): boolean {
    return this.#lines.length >= STREAM_BATCH_EVENTS || this.#bytes >= STREAM_BATCH_BYTES;
  }

  take(): readonly Line[] {
    const lines = this.#lines;
    this.#lines = [];
    this.#bytes = 0;
    return lines;
  }
}

function stopped(): HttpProblem {
  return new HttpProblem('stopping', 'the server is being stopped', { headers: { 'Retry-After': '1' } });
}

/**
 * The lines of a body in batches: as many as fit, or what is there once the sender pauses. While a batch is being worked
 * on nothing more is read, so a database that is slow slows the sender down. What came before a break is still given out;
 * then the problem is thrown: 400 for a body that breaks off or does not inflate, 408 for silence, 503 at the server's end.
 */
export async function* batchesOf(
  body: OpenBody,
  { idleMs, stopping, flushMs = STREAM_FLUSH_MS }: StreamOptions,
): AsyncGenerator<readonly Line[]> {
  const splitter = new LineSplitter();
  const pending = new Pending();
  const pieces = body.stream[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  const readPiece = () =>
    pieces.next().catch((error: unknown) => {
      throw body.problemOf(error);
    });
  try {
    for (let next = readPiece(); ;) {
      const waited = await waitFor(next, pending.isEmpty ? idleMs : flushMs, stopping);
      if (waited.why === 'stop') throw stopped();
      if (waited.why === 'time') {
        if (pending.isEmpty) throw tooSlow(`no byte of the body came for ${idleMs / 1000} s`);
        yield pending.take();
        continue;
      }
      if (waited.result.done === true) break;
      passPiece(waited.result.value);
      for (const line of splitter.push(waited.result.value)) {
        pending.add(line);
        if (pending.isFull) yield pending.take();
      }
      next = readPiece();
    }
    const last = splitter.end();
    if (last !== null) pending.add(last);
  } catch (error) {
    if (!pending.isEmpty) yield pending.take();
    throw error;
  } finally {
    body.close();
  }
  if (!pending.isEmpty) yield pending.take();
}
