import { once } from 'node:events';
import { createServer } from 'node:net';
import { pause } from './processes.ts';

export const BATCH = 25;

/** Batches of events over 300 cases; the same number gives the same batch. */
export function batchOf(number: number): readonly { readonly id: string }[] {
  return Array.from({ length: BATCH }, (_, i) => ({
    specversion: '1.0',
    id: `${number}-${i}`,
    source: 'desk',
    type: 'case.opened',
    subject: `case-${(number * BATCH + i) % 300}`,
    time: '2026-03-02T09:00:00Z',
    data: { customer: `customer-${i}`, channel: 'phone' },
  }));
}

export interface Receipt {
  readonly accepted: number;
  readonly duplicates: number;
}

/** Where batches go, and whether it may answer 503 with a time to come again. */
export interface Target {
  readonly url: string;
  readonly key: string;
  readonly mayBeUnavailable: boolean;
}

/** Sends until there is a receipt, as a client does that was told nothing. */
export async function send({ url, key, mayBeUnavailable }: Target, number: number): Promise<Receipt> {
  for (;;) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(batchOf(number)),
      });
      const receipt = (await response.json()) as Receipt;
      if (response.status === 200) return receipt;
      const comesAgain = mayBeUnavailable && response.status === 503 && response.headers.has('retry-after');
      if (!comesAgain) throw new Error(`answered ${response.status}: ${JSON.stringify(receipt)}`);
    } catch (error) {
      // The connection broke, or nobody listens: whether it was stored is not known. Anything else is an answer.
      if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
    }
    await pause(10);
  }
}

/** A port that nobody listens at. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? String(address?.port) : '';
}

const SENDERS = 4;

/** Batches on their way, by several senders. */
export interface Sending {
  /** What has a receipt so far, by the number of its batch. */
  readonly receipts: ReadonlyMap<number, Receipt>;
  /** Resolves once there are so many receipts; throws what made a sender give up. */
  untilReceipts(count: number, watch: () => void): Promise<void>;
}

export function startSending(target: Target, batches: number): Sending {
  const receipts = new Map<number, Receipt>();
  let next = 0;
  let refusal: unknown;
  const sender = async () => {
    for (let number = next++; number < batches; number = next++) receipts.set(number, await send(target, number));
  };
  Promise.all(Array.from({ length: SENDERS }, sender)).catch((error: unknown) => (refusal = error));
  return {
    receipts,
    untilReceipts: async (count, watch) => {
      for (; receipts.size < count; await pause(1)) {
        watch();
        if (refusal !== undefined) throw refusal;
      }
    },
  };
}
