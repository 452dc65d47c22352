import type { LocalDays } from '../calendar/local-days.ts';
import type { EventData } from './outbox.ts';

/** An event on its way. */
export interface Draft {
  readonly arrivesMs: number;
  readonly atMs: number;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly id: string;
  readonly data: EventData;
}

/** Events on their way, by the day on which they arrive. What arrives after the last day arrives on it. */
export class ArrivalQueue {
  readonly #calendar: LocalDays;
  readonly #days: Draft[][];
  #today = 0;

  constructor(calendar: LocalDays, dayCount: number) {
    this.#calendar = calendar;
    this.#days = Array.from({ length: dayCount }, () => []);
  }

  add(draft: Draft): void {
    const day = this.#calendar.indexOf(draft.arrivesMs);
    this.#days[Math.min(Math.max(day, this.#today), this.#days.length - 1)]?.push(draft);
  }

  /** Takes what arrives on the next day, in order of arrival. */
  takeDay(): readonly Draft[] {
    const drafts = this.#days[this.#today] ?? [];
    this.#days[this.#today] = [];
    this.#today += 1;
    return drafts.sort((a, b) => a.arrivesMs - b.arrivesMs);
  }
}
