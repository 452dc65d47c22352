import { setTimeout as sleep } from 'node:timers/promises';
import { bucketOf } from '@finest-hour/store';
import { sql } from 'kysely';
import type { Product } from './ingest-product.ts';

const EVERY_MS = 250;
const POLL_MS = 10;

/** By key: without the bucket each answer would take a look at every mark there ever was. */
async function isMarked({ db }: Product, subject: string): Promise<boolean> {
  const { rows } = await sql<{ marked: boolean }>`
    select exists (
      select from recovery.mark where bucket = ${bucketOf('case', subject)} and family = 'case' and subject = ${subject}
    ) as marked`.execute(db);
  return rows[0]?.marked ?? true;
}

/** From the receipt of one event until it is folded, in seconds. */
async function lagOf(product: Product, subject: string): Promise<number> {
  const response = await fetch(`${product.url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${product.key}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({
      ...{ specversion: '1.0', id: subject, source: 'lag', type: 'case.opened', subject },
      ...{ time: '2026-01-05T08:00:00Z', data: { customer: subject, channel: 'phone' } },
    }),
  });
  if (!response.ok) throw new Error(`answered ${response.status}: ${await response.text()}`);
  const receiptMs = performance.now();
  while (await isMarked(product, subject)) await sleep(POLL_MS);
  return (performance.now() - receiptMs) / 1000;
}

/** How late the worker is, asked four times a second until the signal, by an event of one's own each time. */
export async function measureLag(product: Product, signal: AbortSignal): Promise<readonly number[]> {
  const lags: Promise<number>[] = [];
  for (let count = 0; !signal.aborted; count += 1) {
    lags.push(lagOf(product, `lag-${count}`));
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return Promise.all(lags);
}
