import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Context } from 'hono';
import { HttpProblem } from '../http-problem.ts';
import type { Inflater } from './inflate.ts';

/** The body as it comes from the socket, or of a request that was made without one. */
function sourceOf(context: Context): Readable {
  // Only a server has it; `app.request()` calls without an environment.
  const env = context.env as { readonly incoming?: Readable } | undefined;
  if (env?.incoming !== undefined) return env.incoming;
  const { body } = context.req.raw;
  return body === null ? Readable.from([]) : Readable.fromWeb(body as NodeReadableStream);
}

/** A body that is being read. */
export interface OpenBody {
  /** Its bytes, inflated. */
  readonly stream: Readable;
  /** How much of what was inflated is held a second time, to look back at. */
  readonly windowBytes: number;
  /** Lets go of it, with what is left of it. */
  close(): void;
  /** What it means that the stream fails, or closes before its end. */
  problemOf(error: unknown): HttpProblem;
}

function incomplete(): HttpProblem {
  return new HttpProblem('incomplete-body', 'the body ended before it was whole');
}

function badEncoding(error: unknown): HttpProblem {
  const reason = error instanceof Error ? error.message : 'unknown';
  return new HttpProblem('bad-encoding', `the body does not inflate: ${reason}`);
}

/**
 * Opens a body for reading, piece by piece: who reads slowly lets no more of it in. Not by `pipeline`, which would close
 * the socket together with the stream, so that nobody could be answered.
 */
export function openBody(context: Context, inflater: Inflater | null): OpenBody {
  const source = sourceOf(context);
  if (inflater === null)
    return { stream: source, windowBytes: 0, close: () => void source.pause(), problemOf: incomplete };
  const stream = inflater.create();
  const fail = () => {
    if (!source.readableEnded) stream.destroy(incomplete());
  };
  source.on('error', fail).on('close', fail).pipe(stream);
  const close = () => {
    source.unpipe(stream);
    stream.destroy();
  };
  const { windowBytes } = inflater;
  return {
    stream,
    windowBytes,
    close,
    problemOf: (error) => (error instanceof HttpProblem ? error : badEncoding(error)),
  };
}
