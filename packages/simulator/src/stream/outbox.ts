import { DAY_MS, MINUTE_MS } from '../calendar/local-days.ts';
import type { Mess } from '../parameters.ts';
import type { Random } from '../random.ts';
import type { ArrivalQueue } from './arrival-queue.ts';

export type EventData = Readonly<Record<string, unknown>>;

/**
 * Where one part of the company posts its events: what happens after the end is not told, and the mess on the way
 * (lost, late, out of order, twice) is drawn from random numbers of its own, so that it changes nothing of what happened.
 */
export class Outbox {
  /** Types of the events that got lost. */
  readonly missing: string[] = [];
  readonly #queue: ArrivalQueue;
  readonly #endMs: number;
  readonly #mess: Mess;
  readonly #random: Random;

  constructor(queue: ArrivalQueue, endMs: number, mess: Mess, random: Random) {
    this.#queue = queue;
    this.#endMs = endMs;
    this.#mess = mess;
    this.#random = random;
  }

  /** Posts an event that happened at `atMs`; `notBeforeMs`: it cannot arrive sooner, whatever its date says. */
  post(
    source: string,
    type: string,
    subject: string,
    id: string,
    atMs: number,
    data: EventData,
    notBeforeMs = atMs,
  ): void {
    if (atMs > this.#endMs || notBeforeMs > this.#endMs) return;
    const random = this.#random;
    const mess = this.#mess;
    if (random.chance(type === 'case.opened' ? mess.missingOpening : mess.missing)) {
      this.missing.push(type);
      return;
    }
    let arrivesMs = notBeforeMs;
    const delay = random.fraction();
    if (delay < mess.late) arrivesMs += random.exponential(DAY_MS);
    else if (delay < mess.late + mess.outOfOrder) arrivesMs += random.exponential(5 * MINUTE_MS);
    const draft = { arrivesMs, atMs, source, type, subject, id, data };
    this.#queue.add(draft);
    if (random.chance(mess.duplicate)) {
      this.#queue.add({ ...draft, arrivesMs: arrivesMs + random.exponential(60 * MINUTE_MS) });
    }
  }
}
