import { rounded, run, SENDERS, untilFolded, type Part } from './ingest-part.ts';
import type { Product } from './ingest-product.ts';

const MANY_EVENTS = 1_000_000;
const MANY_CASES = 100_000;

/** How long after the last receipt everything is folded. */
export async function catchUp(product: Product): Promise<Part> {
  const { row } = await run(product, 'a million events of 100,000 cases', {
    ...{ kind: 'batches', name: 'many', connections: SENDERS, events: MANY_EVENTS, cases: MANY_CASES },
  });
  return { rows: [row], figures: { catchUpSeconds: rounded(await untilFolded(product), 1) } };
}
