import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportError } from '../import-error.ts';

const PIECE_BYTES = 128 * 1024;

/** A file's content in pieces, inflated where it is gzip (told by its first bytes, not by its name). */
export interface Bytes {
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly bytesTotal: number;
  /** Bytes of the file itself read so far. */
  readonly bytesRead: () => number;
}

export async function openBytes(path: string): Promise<Bytes> {
  const { bytesTotal, gzipped } = await look(path);
  const file = createReadStream(path, { highWaterMark: PIECE_BYTES });
  return { pieces: inflated(path, file, gzipped), bytesTotal, bytesRead: () => file.bytesRead };
}

async function look(path: string): Promise<{ bytesTotal: number; gzipped: boolean }> {
  try {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return { bytesTotal: size, gzipped: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new ImportError(path, `can't be read: ${messageOf(error)}`, error);
  }
}

async function* inflated(path: string, file: Readable, gzipped: boolean): AsyncGenerator<Uint8Array> {
  // An error of the file reaches whoever reads the pieces: pipeline destroys the gunzip with it.
  const stream = gzipped ? pipeline(file, createGunzip({ chunkSize: PIECE_BYTES }), () => undefined) : file;
  try {
    for await (const piece of stream) yield piece as Uint8Array;
  } catch (error) {
    throw new ImportError(path, `can't be read to its end: ${messageOf(error)}`, error);
  } finally {
    file.destroy();
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
