import type { Outcome } from './problem.ts';

/** An event that waits, as the text that is sent: changing its data afterwards changes nothing. */
export interface Item {
  readonly id: string;
  readonly text: string;
  readonly bytes: number;
  readonly settle: (outcome: Outcome) => void;
}

interface Bounds {
  readonly maxBatchEvents: number;
  readonly maxBatchBytes: number;
  readonly maxQueueEvents: number;
  readonly maxQueueBytes: number;
}

/** Events in order, first in, first out. What was taken counts as held until it is released. */
export interface Queue {
  /** Events that are waiting or under way. */
  readonly held: number;
  readonly isEmpty: boolean;
  readonly isFull: boolean;
  /** Whether what waits makes a whole batch. */
  readonly hasBatch: boolean;
  add(item: Item): void;
  /** The next batch within the bounds; at least one event, however large it is. */
  take(): readonly Item[];
  release(item: Item): void;
  /** Resolves once there is room; those who wait are let in one by one, so that each can use what there is. */
  room(): Promise<void>;
}

/** What a batch spends on a comma or bracket for each event. */
const SEPARATOR_BYTES = 1;

export function createQueue(bounds: Bounds): Queue {
  let waiting: Item[] = [];
  let waitingBytes = 0;
  let held = 0;
  let heldBytes = 0;
  let line = Promise.resolve();
  let onRelease: (() => void) | undefined;
  const isFull = () => held >= bounds.maxQueueEvents || heldBytes >= bounds.maxQueueBytes;
  const untilRoom = async () => {
    while (isFull()) await new Promise<void>((resolve) => (onRelease = resolve));
  };

  return {
    get held() {
      return held;
    },
    get isEmpty() {
      return waiting.length === 0;
    },
    get isFull() {
      return isFull();
    },
    get hasBatch() {
      return waiting.length >= bounds.maxBatchEvents || waitingBytes >= bounds.maxBatchBytes;
    },
    add: (item) => {
      waiting.push(item);
      waitingBytes += item.bytes + SEPARATOR_BYTES;
      held += 1;
      heldBytes += item.bytes;
    },
    take: () => {
      let count = 0;
      let bytes = SEPARATOR_BYTES;
      for (const item of waiting) {
        const more = bytes + item.bytes + SEPARATOR_BYTES;
        if (count >= bounds.maxBatchEvents || (count > 0 && more > bounds.maxBatchBytes)) break;
        bytes = more;
        count += 1;
      }
      const batch = waiting.slice(0, count);
      waiting = waiting.slice(count);
      waitingBytes -= bytes - SEPARATOR_BYTES;
      return batch;
    },
    release: (item) => {
      held -= 1;
      heldBytes -= item.bytes;
      onRelease?.();
    },
    room: () => (line = line.then(untilRoom)),
  };
}
