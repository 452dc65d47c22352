import { Readable } from 'node:stream';
import { createIngestApp } from '../app.ts';
import { DEFAULT_OPTIONS, type AppOptions } from '../app-options.ts';
import { memoryDeps, type MemoryDeps } from './memory-deps.ts';

type Piece = string | Uint8Array;
type AnswerLine = Readonly<Record<string, unknown>>;

export interface StreamAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly lines: readonly AnswerLine[];
}

export interface StreamBench {
  readonly deps: MemoryDeps;
  /** Pushes pieces of a body as they come; text is one piece. */
  push(
    pieces: Piece | AsyncIterable<Piece> | Iterable<Piece>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<StreamAnswer>;
  /** The same, with the answer unread. */
  open(pieces: AsyncIterable<Piece> | Iterable<Piece>, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

const parse = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AnswerLine);

/** An app over a store in memory, and a way to push streams of lines to it. */
export function streamBench(options: Partial<AppOptions> = {}, deps = memoryDeps()): StreamBench {
  const app = createIngestApp(deps, { ...DEFAULT_OPTIONS, ...options });
  const open: StreamBench['open'] = async (pieces, headers = {}) => {
    const body = Readable.toWeb(Readable.from(pieces)).pipeThrough(
      new TransformStream<Piece, Uint8Array>({
        transform: (piece, controller) => {
          controller.enqueue(typeof piece === 'string' ? Buffer.from(piece) : piece);
        },
      }),
    );
    const defaults = { authorization: 'Bearer fh_push', 'content-type': 'application/x-ndjson' };
    const init = { method: 'POST', body, headers: { ...defaults, ...headers }, duplex: 'half' };
    return app.request('/v1/events', init as RequestInit);
  };
  const push: StreamBench['push'] = async (pieces, headers) => {
    const response = await open(
      typeof pieces === 'string' || pieces instanceof Uint8Array ? [pieces] : pieces,
      headers,
    );
    return { status: response.status, headers: response.headers, lines: parse(await response.text()) };
  };
  return { deps, push, open };
}
