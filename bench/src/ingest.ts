/**
 * How much ingest takes in: batches over HTTP against COPY of the same rows, single events against a route that does
 * nothing; how late the worker is meanwhile; and what ingest holds in memory, whatever it is sent.
 */
import type { BenchResult } from './bench.ts';
import { abuse } from './ingest-abuse.ts';
import { batchesAgainstCopy } from './ingest-batches.ts';
import { catchUp } from './ingest-catch-up.ts';
import { startProduct } from './ingest-product.ts';
import { halfOfPeak, singlesAgainstNothing } from './ingest-singles.ts';

export async function bench(): Promise<BenchResult> {
  const product = await startProduct();
  try {
    const batches = await batchesAgainstCopy(product);
    const singles = await singlesAgainstNothing(product);
    const half = await halfOfPeak(product, singles.peak);
    const later = await catchUp(product);
    const beforeAbuse = product.ingestMaxRssMb();
    const abused = await abuse(product);
    const figures = {
      ...{ ...batches.figures, ...singles.figures, ...half.figures, ...later.figures },
      ingestMaxRssMb: Math.round(product.ingestMaxRssMb()),
    };
    const memory = [{ what: 'ingest, MB at most, before the abuse', 'per second': Math.round(beforeAbuse) }];
    return { rows: [batches, singles, half, later].flatMap(({ rows }) => rows).concat(memory, abused), figures };
  } finally {
    await product.stop();
  }
}
