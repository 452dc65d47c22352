import { promisify } from 'node:util';
import { brotliDecompress, gunzip, zstdDecompress } from 'node:zlib';
import { HttpProblem } from './http-problem.ts';
import { MAX_BODY_BYTES } from './limits.ts';

type Inflate = (body: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

const INFLATE: Readonly<Record<string, Inflate>> = {
  gzip: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip),
  br: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(brotliDecompress),
  zstd: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(zstdDecompress),
};

const SUPPORTED = ['identity', ...Object.keys(INFLATE)].join(', ');

/** How to inflate what comes with this `Content-Encoding`; null: it is not compressed. Throws 415 for any other. */
export function inflaterOf(contentEncoding: string | undefined): Inflate | null {
  const encoding = contentEncoding?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return null;
  const inflate = Object.hasOwn(INFLATE, encoding) ? INFLATE[encoding] : undefined;
  if (inflate !== undefined) return inflate;
  const detail = `content-encoding must be one of ${SUPPORTED}, not ${JSON.stringify(encoding)}`;
  throw new HttpProblem('unsupported-encoding', detail, { headers: { 'Accept-Encoding': SUPPORTED } });
}

/** Inflates a body up to the limit. Throws 413 beyond it, 400 where it does not inflate. */
export async function inflateBody(inflate: Inflate, body: Uint8Array): Promise<Uint8Array> {
  try {
    return await inflate(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      const detail = `the body is larger than 16 MiB (${MAX_BODY_BYTES} bytes) when inflated`;
      throw new HttpProblem('too-large', detail, { members: { limitBytes: MAX_BODY_BYTES } });
    }
    throw new HttpProblem(
      'bad-encoding',
      `the body does not inflate: ${error instanceof Error ? error.message : 'unknown'}`,
    );
  }
}
