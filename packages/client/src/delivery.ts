import { retryDelayMs } from './backoff.ts';
import type { Settings } from './options.ts';
import { post } from './post.ts';
import type { Problem } from './problem.ts';
import type { Item } from './queue.ts';
import { after } from './timers.ts';

/** Tells what became of an event: stored, or refused for a reason. Called once for each. */
export type Settle = (item: Item, problem?: Problem) => void;

export interface Delivery {
  /** Settles every event of the batch; it never rejects. */
  deliver(batch: readonly Item[]): Promise<void>;
  /** Ends what is under way, and refuses that and all that comes. */
  stop(problem: Problem): void;
}

/** Parts of `size` events, for a request each. */
function split(batch: readonly Item[], size: number): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let start = 0; start < batch.length; start += size) parts.push(batch.slice(start, start + size));
  return parts;
}

export function createDelivery(settings: Settings, settle: Settle): Delivery {
  let stopped: Problem | undefined;
  /** Ends the try or the wait that is under way. */
  let interrupt: (() => void) | undefined;

  const stop = (problem: Problem) => {
    stopped ??= problem;
    interrupt?.();
  };

  const attempt = (batch: readonly Item[]) => {
    const controller = new AbortController();
    interrupt = () => controller.abort();
    return post(settings, `[${batch.map(({ text }) => text).join(',')}]`, batch.length, controller);
  };

  const pause = (waitMs: number) =>
    new Promise<void>((resolve) => {
      const timer = after(waitMs, resolve);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function deliverAll(batches: readonly (readonly Item[])[]): Promise<void> {
    for (const batch of batches) await deliver(batch);
  }

  async function deliver(batch: readonly Item[]): Promise<void> {
    const refuse = (problem: Problem) => batch.forEach((item) => settle(item, problem));
    const startMs = performance.now();
    for (let tries = 0; ; tries += 1) {
      if (stopped !== undefined) return refuse(stopped);
      const answer = await attempt(batch);
      switch (answer.kind) {
        case 'receipt':
          batch.slice(0, answer.upTo).forEach((item, index) => settle(item, answer.refused.get(index)));
          // The receipt lists no more than so many refusals; parts of that size will be told in full.
          return deliverAll(split(batch.slice(answer.upTo), answer.refused.size));
        case 'refused':
          return batch.forEach((item, index) => settle(item, answer.refused.get(index) ?? answer.problem));
        case 'too-large':
          if (batch.length === 1) return refuse(answer.problem);
          return deliverAll(split(batch, Math.ceil(batch.length / 2)));
        case 'stop':
          stop(answer.problem);
          break;
        case 'retry': {
          const waitMs = retryDelayMs(tries, answer.retryAfterMs, Math.random(), settings);
          const { problem } = answer;
          if (performance.now() + waitMs - startMs > settings.giveUpAfterMs) {
            const detail = `given up after ${tries + 1} tries: ${problem.detail}`;
            return refuse({ ...problem, type: 'gave-up', detail });
          }
          if (stopped !== undefined) break;
          settings.onRetry(problem, waitMs);
          await pause(waitMs);
        }
      }
    }
  }

  return { deliver, stop };
}
