import { createDelivery } from './delivery.ts';
import { toCloudEvent, type EventInput, type NoOwn, type TypeName } from './event.ts';
import { createFlushTimer } from './flush-timer.ts';
import { readOptions, type ClientOptions } from './options.ts';
import type { CloudEvent, Outcome, Problem, Rejection } from './problem.ts';
import { createQueue } from './queue.ts';
import { after } from './timers.ts';

const CLOSE_WITHIN_MS = 10_000;

export interface CloseOptions {
  /** How long to try; what has no receipt by then is refused as `closed` (10,000 ms). */
  readonly withinMs?: number | undefined;
}

export interface Client<Own extends object = NoOwn> {
  /**
   * Takes an event, to be sent with others. Resolves with what became of it: stored for ever, or refused and why; it never
   * rejects, and need not be awaited. Its data is read at once.
   */
  push<Type extends TypeName<Own>>(type: Type, event: EventInput<Type, Own>): Promise<Outcome>;
  /** Resolves once the queue has room: `await client.ready()` before each `push` makes a fast writer wait, and refuses nothing. */
  ready(): Promise<void>;
  /** Sends what waits. Resolves when all that was pushed before has its outcome. */
  flush(): Promise<void>;
  /** Refuses further events, and flushes. */
  close(options?: CloseOptions): Promise<void>;
  /** Events without an outcome yet. */
  readonly pending: number;
}

/**
 * A client of the ingest API. Declare types that the contract does not know as `createClient<{'parcel.lost': {weight: number}}>`.
 * Throws a TypeError for options that can't work.
 */
export function createClient<Own extends object = NoOwn>(options: ClientOptions): Client<Own> {
  const settings = readOptions(options);
  const queue = createQueue(settings);
  const delivery = createDelivery(settings, (item, problem) => {
    queue.release(item);
    item.settle(problem === undefined ? { stored: true, id: item.id } : reject(JSON.parse(item.text), problem));
  });
  const timer = createFlushTimer(settings.maxWaitMs, () => void drain());
  let isDraining = false;
  let closing: Promise<void> | undefined;
  let latest: Promise<unknown> = Promise.resolve();

  function reject(event: CloudEvent, problem: Problem): Rejection {
    const rejection: Rejection = { stored: false, id: event.id, event, problem };
    settings.onRejected(rejection);
    return rejection;
  }

  async function drain(): Promise<void> {
    timer.disarm();
    if (isDraining) return;
    isDraining = true;
    while (!queue.isEmpty) await delivery.deliver(queue.take());
    isDraining = false;
  }

  function accept(event: CloudEvent, text: string): Promise<Outcome> {
    const bytes = new TextEncoder().encode(text).length;
    const outcome = new Promise<Outcome>((settle) => queue.add({ id: event.id, text, bytes, settle }));
    latest = outcome;
    if (queue.hasBatch) void drain();
    else if (!isDraining) timer.arm();
    return outcome;
  }

  const flush = async () => {
    void drain();
    await latest;
  };

  const closeWithin = async (withinMs: number) => {
    const detail = 'no receipt came before the client was closed; it may or may not be stored';
    const deadline = after(withinMs, () => delivery.stop({ type: 'closed', detail }));
    await flush();
    clearTimeout(deadline);
  };

  return {
    push: (type, input) => {
      const event = toCloudEvent(settings.source, type, input);
      const refuse = (problem: string, detail: string) => Promise.resolve(reject(event, { type: problem, detail }));
      if (closing !== undefined) return refuse('closed', 'the client is closed');
      if (queue.isFull) return refuse('queue-full', `${queue.held} events are waiting already`);
      let text: string;
      try {
        text = JSON.stringify(event);
      } catch (error) {
        return refuse('not-json', `the event can't be written as JSON: ${(error as Error).message}`);
      }
      return accept(event, text);
    },
    ready: queue.room,
    flush,
    close: ({ withinMs = CLOSE_WITHIN_MS } = {}) => (closing ??= closeWithin(withinMs)),
    get pending() {
      return queue.held;
    },
  };
}
