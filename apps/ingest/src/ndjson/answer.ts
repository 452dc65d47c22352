import { addReceipt, mergeReceipts, NOTHING, type StreamReceipt, type Totals } from './stream-receipt.ts';

/** What a stream gives: receipts, and at the end its last line. */
export type StreamSteps = AsyncGenerator<StreamReceipt, string, undefined>;
export type StreamStep = IteratorResult<StreamReceipt, string>;

/**
 * The answer to a stream while the stream is read. A sender that does not read it holds nobody up (many read only once
 * they have sent everything) and costs no memory: receipts that wait become one. `onEnd` is told once nothing is read any more.
 */
export function answerStream(
  first: StreamStep,
  steps: StreamSteps,
  onEnd: (totals: Totals) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: StreamReceipt | null = null;
  let listens = true;
  let totals = NOTHING;

  /** The line that waits; taken first, since to enqueue asks for more at once. */
  function take(): string {
    const line = waiting === null ? '' : `${JSON.stringify(waiting)}\n`;
    waiting = null;
    return line;
  }

  function send(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if (waiting !== null && (controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(take()));
  }

  async function run(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    let step = first;
    for (; step.done !== true; step = await steps.next()) {
      waiting = mergeReceipts(waiting, step.value);
      totals = addReceipt(totals, step.value);
      if (listens) send(controller);
    }
    if (!listens) return;
    controller.enqueue(encoder.encode(take() + step.value));
    controller.close();
  }

  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      void run(controller).finally(() => onEnd(totals));
    },
    pull: send,
    cancel: () => {
      listens = false;
    },
  });
}
