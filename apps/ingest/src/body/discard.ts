import type { Readable } from 'node:stream';
import type { Context } from 'hono';
import { MAX_BODY_BYTES } from '../limits.ts';
import { passPiece } from './pass-piece.ts';

/** Longer than this nobody waits for the end of a body that is of no use. */
const DISCARD_MS = 5_000;

type Incoming = Readable & { readonly complete: boolean };

/**
 * Lets the rest of a body pass by before its sender is told that it was refused: many read no answer while they send, and
 * would only see a connection that breaks. What is too long or too slow for that ends with its connection.
 */
export async function discardBody(context: Context): Promise<void> {
  const { incoming } = (context.env ?? {}) as { readonly incoming?: Incoming };
  if (incoming === undefined || incoming.complete || incoming.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<null>();
  let bytes = 0;
  const pass = (piece: Buffer) => {
    bytes += piece.byteLength;
    passPiece(piece);
    if (bytes > MAX_BODY_BYTES) end();
  };
  const end = () => resolve(null);
  const timer = setTimeout(end, DISCARD_MS);
  incoming.on('data', pass).on('end', end).on('close', end).on('error', end).resume();
  await promise;
  clearTimeout(timer);
  incoming.off('data', pass).off('end', end).off('close', end);
  if (!incoming.complete) context.header('Connection', 'close');
}
