const EVERY_BYTES = 8 * 1024 * 1024;
let passedBytes = 0;

/**
 * To be told of every piece of a body that was dealt with. Pieces are memory outside of the collector's own, of which it
 * sees little: it would let a hundred megabytes of them pile up before it looks. So it is asked, a millisecond every 8 MiB,
 * to clear away what is young. Only where the process was started with `--expose-gc`, as `start` and the image do.
 */
export function passPiece(piece: Uint8Array): void {
  passedBytes += piece.byteLength;
  if (passedBytes < EVERY_BYTES) return;
  passedBytes = 0;
  globalThis.gc?.({ type: 'minor' });
}
