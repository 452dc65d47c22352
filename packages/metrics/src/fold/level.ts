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
  /** While resolved the trail stands still: who held the case last by now, and whether nobody does. */
  #frozen: { last: string | null; away: boolean } | null = null;
  #counts = { handOffs: 0, pingPongDirect: false, pingPongAny: false, returnsToQueue: 0 };

  get counts(): HandOffCounts {
    return this.#counts;
  }

  /** Who holds the case, or held it last; null: nobody yet. */
  get last(): string | null {
    return this.#trail.at(-1) ?? null;
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
    const [wasAway, triaged] = [this.#away, this.#triaged];
    [this.#away, this.#triaged] = [false, false];
    if (top === undefined) {
      this.#trail.push(to);
      return 'routed';
    }
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

  /** The next holder, if it is another, comes by triage and not by a hand-off. */
  triage(): void {
    this.#triaged = true;
  }

  /** The case is resolved or closed: changes of holder do not count for now. */
  freeze(): void {
    this.#frozen ??= { last: this.last, away: this.#away };
  }

  /** The case is open again: who holds it now is compared with who held it when it was resolved. */
  thaw(): void {
    if (this.#frozen === null) return;
    const { last, away } = this.#frozen;
    this.#frozen = null;
    this.#away = away;
    if (away || last === null) return;
    const triaged = this.#triaged;
    this.#triaged = false;
    const top = this.#trail.at(-1);
    if (top === undefined) this.#trail.push(last);
    else if (triaged) this.#trail[this.#trail.length - 1] = last;
    else if (last !== top) this.#handOff(last);
  }

  #moveWhileResolved(frozen: { last: string | null; away: boolean }, to: string | null, exception: Exception | null) {
    const [last, away] = [to ?? frozen.last, to === null && frozen.last !== null];
    if (last === frozen.last && away === frozen.away) return 'stayed';
    // A bulk change puts another in the holder's place; it must not turn into a hand-off at a reopening.
    if (exception !== null && last !== null && frozen.last !== null && frozen.last === this.last)
      this.#trail[this.#trail.length - 1] = last;
    [frozen.last, frozen.away] = [last, away];
    return exception ?? 'whileResolved';
  }

  #handOff(to: string): void {
    this.#counts.handOffs += 1;
    if (this.#trail.at(-2) === to) this.#counts.pingPongDirect = true;
    if (this.#trail.includes(to)) this.#counts.pingPongAny = true;
    this.#trail.push(to);
  }
}
