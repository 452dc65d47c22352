import { MAX_EVENT_BYTES } from '../limits.ts';

const NEWLINE = 0x0a;

/** A line of a body. */
export interface Line {
  /** Its place, from 0; empty lines count too. */
  readonly index: number;
  /** How long it is, without its end. */
  readonly length: number;
  /** All of it, or the first 64 KiB. */
  readonly bytes: Buffer;
}

/** Cuts a body into lines as it comes. Of a line that is longer than an event may be no more than that is held. */
export class LineSplitter {
  #parts: Buffer[] = [];
  #held = 0;
  #length = 0;
  #index = 0;

  /** Lines of which the end has come, whole or not. */
  get count(): number {
    return this.#index;
  }

  /** The lines that end in this piece. */
  push(piece: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
      this.#add(piece.subarray(from, end));
      lines.push(this.#take());
      from = end + 1;
    }
    this.#add(piece.subarray(from));
    return lines;
  }

  /** What stands behind the last newline; null: nothing. */
  end(): Line | null {
    return this.#length === 0 ? null : this.#take();
  }

  #add(part: Buffer): void {
    this.#length += part.byteLength;
    const kept = part.subarray(0, MAX_EVENT_BYTES - this.#held);
    if (kept.byteLength === 0) return;
    this.#parts.push(kept);
    this.#held += kept.byteLength;
  }

  #take(): Line {
    const [first] = this.#parts;
    const bytes = this.#parts.length === 1 && first !== undefined ? first : Buffer.concat(this.#parts);
    const line = { index: this.#index, length: this.#length, bytes };
    this.#parts = [];
    this.#held = 0;
    this.#length = 0;
    this.#index += 1;
    return line;
  }
}
