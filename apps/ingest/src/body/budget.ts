import { HttpProblem } from '../http-problem.ts';
import { BUSY_SECONDS } from '../limits.ts';

/** Too much is being worked on: 503, and nothing was done. */
export function busy(detail: string): HttpProblem {
  return new HttpProblem('busy', detail, { headers: { 'Retry-After': String(BUSY_SECONDS) } });
}

const MIB = 1024 * 1024;

/** What one request holds of the budget. */
export interface Share {
  /** Throws 503 where the budget is used up. */
  hold(bytes: number): void;
  giveBack(bytes: number): void;
  /** Gives everything back; to be called at the end, and harmless when repeated. */
  end(): void;
}

/** A bound on what all requests together hold in memory, whatever they send and however long they wait. */
export class Budget {
  readonly #limitBytes: number;
  #heldBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  share(): Share {
    let ownBytes = 0;
    const giveBack = (bytes: number) => {
      this.#heldBytes -= bytes;
      ownBytes -= bytes;
    };
    return {
      hold: (bytes) => {
        if (this.#heldBytes + bytes > this.#limitBytes) {
          throw busy(`${this.#limitBytes / MIB} MiB are being worked on already; nothing of this request was stored`);
        }
        this.#heldBytes += bytes;
        ownBytes += bytes;
      },
      giveBack,
      end: () => giveBack(ownBytes),
    };
  }
}
