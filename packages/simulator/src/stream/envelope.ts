import type { EventEnvelope } from '@finest-hour/events';
import { DAY_MS } from '../calendar/local-days.ts';
import type { Draft } from './arrival-queue.ts';

const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Makes envelopes. It remembers a date, as most events that arrive together happened on one: this halves the time. */
export class Envelopes {
  #dayNumber = NaN;
  #date = '';

  make({ source, id, type, subject, atMs, data }: Draft): EventEnvelope {
    return { specversion: '1.0', id, source, type, subject, time: this.#time(atMs), data };
  }

  /** RFC 3339 in UTC, to the millisecond. */
  #time(atMs: number): string {
    const dayNumber = Math.floor(atMs / DAY_MS);
    if (dayNumber !== this.#dayNumber) {
      this.#dayNumber = dayNumber;
      this.#date = new Date(atMs).toISOString().slice(0, 11);
    }
    const ms = atMs - dayNumber * DAY_MS;
    const seconds = Math.floor(ms / 1000);
    const minutes = Math.floor(seconds / 60);
    const rest = String(1000 + (ms % 1000)).slice(1);
    const hour = two[Math.floor(minutes / 60)] ?? '';
    return `${this.#date}${hour}:${two[minutes % 60] ?? ''}:${two[seconds % 60] ?? ''}.${rest}Z`;
  }
}
