import { eventProblem } from '@finest-hour/events';
import { boundToSource, erasedProblem, rowOf, type ApiKey, type AppendStatus, type LogRow } from '@finest-hour/store';
import type { Incoming } from './read-events.ts';
import type { Refusal } from './receipt.ts';

/** A refusal with the event that it refuses. */
export interface KeptRefusal extends Refusal {
  readonly payload: string;
  readonly truncated: boolean;
}

/** Where an event that is stored came from: enough to say that it was refused after all. */
type Origin = Pick<Incoming, 'index' | 'payloadOf'>;

function conflict({ id, source }: LogRow, { index, payloadOf }: Origin): KeptRefusal {
  const detail = `source ${JSON.stringify(source)} and id ${JSON.stringify(id)} came before with other content`;
  const problem = eventProblem('conflict', '/id', detail);
  return { index, id, source, problem, payload: payloadOf(index), truncated: false };
}

/** It says neither whom it names nor what it was: nothing of it may be kept. The receipt tells its sender which it is. */
function erased({ id, source }: LogRow, { index }: Origin): KeptRefusal {
  return { index, id, source, problem: erasedProblem(), payload: '', truncated: true };
}

/**
 * The events of a request, sorted while they are read into those to be stored and those that are refused. Of an event only
 * its row stays: what it was read as would be most of what the collector has to carry along until the commit.
 */
export class SortedEvents {
  readonly #key: ApiKey;
  readonly #receivedUs: number;
  readonly #rows: LogRow[] = [];
  readonly #origins: Origin[] = [];
  readonly #refused: KeptRefusal[] = [];

  constructor(key: ApiKey, receivedUs: number) {
    this.#key = key;
    this.#receivedUs = receivedUs;
  }

  get count(): number {
    return this.#rows.length + this.#refused.length;
  }

  get receivedUs(): number {
    return this.#receivedUs;
  }

  /** Those to be stored. */
  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  add({ index, result: read, payloadOf, truncated = false }: Incoming): void {
    const result = boundToSource(this.#key.source, read);
    if (result.ok) {
      this.#rows.push(rowOf(result.event, this.#receivedUs));
      this.#origins.push({ index, payloadOf });
    } else {
      const { id = null, source = null, problem } = result;
      this.#refused.push({ index, id, source, problem, payload: payloadOf(index), truncated });
    }
  }

  /** All that are refused, in the order in which they came, once it is known what became of the rows. */
  refusals(statuses: readonly AppendStatus[]): readonly KeptRefusal[] {
    const late: KeptRefusal[] = [];
    for (const [position, status] of statuses.entries()) {
      if (status !== 'conflict' && status !== 'erased') continue;
      const [row, origin] = [this.#rows[position] as LogRow, this.#origins[position] as Origin];
      late.push(status === 'conflict' ? conflict(row, origin) : erased(row, origin));
    }
    return [...this.#refused, ...late].sort((a, b) => a.index - b.index);
  }
}
