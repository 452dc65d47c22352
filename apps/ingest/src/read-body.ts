import { HttpProblem } from './http-problem.ts';
import { inflateBody, inflaterOf } from './inflate.ts';
import { MAX_BODY_BYTES } from './limits.ts';

function tooLarge(): HttpProblem {
  const detail = `the body is larger than 16 MiB (${MAX_BODY_BYTES} bytes)`;
  return new HttpProblem('too-large', detail, { members: { limitBytes: MAX_BODY_BYTES } });
}

/** A body without a length is counted as it comes, so that nobody fills the memory. */
async function readCounted(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

async function readRaw(request: Request): Promise<Uint8Array> {
  const length = request.headers.get('content-length');
  if (length !== null && Number(length) > MAX_BODY_BYTES) throw tooLarge();
  // The server holds a body to its length, which makes this safe, and it spares the detour through a stream.
  if (length !== null) return new Uint8Array(await request.arrayBuffer());
  return request.body === null ? new Uint8Array() : readCounted(request.body);
}

/** The body of a request, inflated. Throws 400 for none or one that does not inflate, 413, 415. */
export async function readBody(request: Request): Promise<Uint8Array> {
  const inflate = inflaterOf(request.headers.get('content-encoding') ?? undefined);
  const raw = await readRaw(request).catch((error: unknown) => {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem('incomplete-body', 'the body ended before it was whole');
  });
  if (raw.byteLength === 0) throw new HttpProblem('empty-body', 'the body is empty');
  return inflate === null ? raw : inflateBody(inflate, raw);
}
