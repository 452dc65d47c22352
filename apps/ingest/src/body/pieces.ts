/** Pieces of a body on their way to be one. */
export interface Pieces {
  readonly bytes: number;
  add(piece: Buffer): void;
  /** All of them in one; not to be used any more once it is freed. */
  whole(): Buffer;
  /**
   * Gives the memory back now, not when the collector finds it: what many senders filled and nobody needs any more would
   * add up to several times what is really held.
   */
  free(): void;
}

const FIRST_BYTES = 256 * 1024;

/** Detached from it, a buffer's memory is given back at once. */
function freeBlock(block: Buffer): void {
  (block.buffer as ArrayBuffer).transfer(0);
}

/**
 * Puts pieces together as they come: what was one piece stays it; more go into one block, of the length that was
 * announced (memory that nobody has written to yet costs nothing) or one that grows. So a body is never held twice.
 */
export function collectPieces(length: number | null): Pieces {
  let only: Buffer | null = null;
  let block: Buffer | null = null;
  let bytes = 0;

  function grow(leastBytes: number): Buffer {
    const larger = Buffer.allocUnsafeSlow(
      Math.max(length ?? Math.max(FIRST_BYTES, 2 * (block?.byteLength ?? 0)), leastBytes),
    );
    block?.copy(larger, 0, 0, bytes);
    if (block !== null) freeBlock(block);
    return larger;
  }

  function put(piece: Buffer): void {
    const needed = bytes + piece.byteLength;
    if (block === null || needed > block.byteLength) block = grow(needed);
    piece.copy(block, bytes);
    bytes = needed;
  }

  return {
    get bytes() {
      return only?.byteLength ?? bytes;
    },
    add: (piece) => {
      if (only === null && bytes === 0) {
        only = piece;
        return;
      }
      if (only !== null) {
        put(only);
        only = null;
      }
      put(piece);
    },
    whole: () => only ?? block?.subarray(0, bytes) ?? Buffer.alloc(0),
    free: () => {
      if (block !== null) freeBlock(block);
      block = null;
    },
  };
}
