import type { HandOffCounts, Move } from '../facts.ts';

/** Changes of holder that are told apart from hand-offs. */
export type Exception = Extract<Move, 'bulk' | 'shift' | 'correction'>;

/**
 * Counts hand-offs at one level (agents, or teams) as a case moves along.
 *
 * The trail is the row of holders that counted: its top is who holds the case, or held it last; whoever
 * stands below the top left by a counted hand-off. A change that is no hand-off replaces the top.
 */
export class Level {
  #trail: string[] = [];
  /** Nobody holds the case since the top of the trail did. */
  #away = false;
  /** The next holder comes by triage. */
  #triaged = false;
  /** While resolved: who holds the case now; the trail stands still. */
  #frozen: { holder: string | null } | null = null;
  #counts = { handOffs: 0, pingPongDirect: false, pingPongAny: false, returnsToQueue: 0 };

  get counts(): HandOffCounts {
    return this.#counts;
  }

  /** The case is passed to `to` (null: nobody at this level). */
  move(to: string | null, exception: Exception | null): Move {
    if (this.#frozen !== null) return this.#moveWhileResolved(this.#frozen, to, exception);
    const top = this.#trail.at(-1);
    if (to === null) {
      if (this.#away || top === undefined) return 'stayed';
      this.#away = true;
      return 'released';
    }
    const wasAway = this.#away;
    this.#away = false;
    if (top === undefined) {
      this.#trail.push(to);
      return 'routed';
    }
    const triaged = this.#triaged;
    this.#triaged = false;
    if (to === top) {
      if (!wasAway) return 'stayed';
      this.#counts.returnsToQueue += 1;
      return 'returned';
    }
    if (exception !== null || triaged) {
      this.#trail[this.#trail.length - 1] = to;
      return exception ?? 'triaged';
    }
    this.#handOff(to);
    return 'handedOff';
  }

  /** The next move to another holder is triage, no hand-off. */
  triage(): void {
    this.#triaged = true;
  }

  /** The case is resolved or closed: changes of holder do not count for now. */
  freeze(): void {
    this.#frozen ??= { holder: this.#away ? null : (this.#trail.at(-1) ?? null) };
  }

  /** The case is open again: who holds it now is compared with who held it when it was resolved. */
  thaw(): void {
    const frozen = this.#frozen;
    if (frozen === null) return;
    this.#frozen = null;
    const top = this.#trail.at(-1);
    this.#away = frozen.holder === null;
    if (frozen.holder === null || frozen.holder === top) return;
    if (top === undefined) this.#trail.push(frozen.holder);
    else this.#handOff(frozen.holder);
  }

  #moveWhileResolved(frozen: { holder: string | null }, to: string | null, exception: Exception | null): Move {
    if (to === frozen.holder) return 'stayed';
    // A bulk change puts another in the holder's place; it must not turn into a hand-off at a reopening.
    if (exception !== null && to !== null && frozen.holder === this.#trail.at(-1))
      this.#trail[this.#trail.length - 1] = to;
    frozen.holder = to;
    return exception ?? 'whileResolved';
  }

  #handOff(to: string): void {
    this.#counts.handOffs += 1;
    if (this.#trail.at(-2) === to) this.#counts.pingPongDirect = true;
    if (this.#trail.includes(to)) this.#counts.pingPongAny = true;
    this.#trail.push(to);
  }
}
