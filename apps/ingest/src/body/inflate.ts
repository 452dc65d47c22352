import type { Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createZstdDecompress } from 'node:zlib';
import { HttpProblem } from '../http-problem.ts';

const CHUNK = { chunkSize: 64 * 1024 };
/** RFC 9659: a window over 8 MiB need not be supported, and would be memory that a sender decides upon. */
const ZSTD = { ...CHUNK, params: { [constants.ZSTD_d_windowLogMax]: 23 } };

const MIB = 1024 * 1024;

/** A way to inflate as a stream. */
export interface Inflater {
  create(): Transform;
  /** How far it may have to look back, which is what it holds. */
  readonly windowBytes: number;
}

const INFLATERS: Readonly<Record<string, Inflater>> = {
  gzip: { create: () => createGunzip(CHUNK), windowBytes: 32 * 1024 },
  br: { create: () => createBrotliDecompress(CHUNK), windowBytes: 16 * MIB },
  zstd: { create: () => createZstdDecompress(ZSTD), windowBytes: 8 * MIB },
};

const SUPPORTED = ['identity', ...Object.keys(INFLATERS)].join(', ');

/** How to inflate what comes with this `Content-Encoding`; null: it is not compressed. Throws 415 for any other. */
export function inflaterOf(contentEncoding: string | null): Inflater | null {
  const encoding = contentEncoding?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return null;
  const inflater = Object.hasOwn(INFLATERS, encoding) ? INFLATERS[encoding] : undefined;
  if (inflater !== undefined) return inflater;
  const detail = `content-encoding must be one of ${SUPPORTED}, not ${JSON.stringify(encoding)}`;
  throw new HttpProblem('unsupported-encoding', detail, { headers: { 'Accept-Encoding': SUPPORTED } });
}
