import { measureLag } from './ingest-lag.ts';
import { CONNECTIONS, median, rounded, run, SECONDS, untilFolded, type Part, type Row } from './ingest-part.ts';
import type { Product } from './ingest-product.ts';

const ROUNDS = 3;

/** One event a request from 64 connections, against requests for nothing of the same server. */
export async function singlesAgainstNothing(product: Product): Promise<Part & { peak: number }> {
  const rows: Row[] = [];
  const ratios: number[] = [];
  const peaks: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const nothing = await run(product, 'requests for nothing', {
      ...{ kind: 'nothing', connections: CONNECTIONS, seconds: SECONDS },
    });
    const singles = await run(product, 'events, one a request', {
      ...{ kind: 'singles', name: `s${round}`, connections: CONNECTIONS, seconds: SECONDS, rate: null },
    });
    await untilFolded(product);
    const peak = singles.result.events / singles.result.seconds;
    peaks.push(peak);
    ratios.push(peak / (nothing.result.requests / nothing.result.seconds));
    rows.push(nothing.row, singles.row);
  }
  return { rows, figures: { singleVsNoop: rounded(median(ratios)) }, peak: median(peaks) };
}

/** At half of that rate, at even times: how long answers take, and how late the worker is. */
export async function halfOfPeak(product: Product, peak: number): Promise<Part> {
  const rate = Math.round(peak / 2);
  const stop = new AbortController();
  const lags = measureLag(product, stop.signal);
  const { row, result } = await run(product, 'events, one a request, at half of that', {
    ...{ kind: 'singles', name: 'half', connections: CONNECTIONS, seconds: 2 * SECONDS, rate },
  }).finally(() => stop.abort());
  const lagSeconds = Math.max(...(await lags));
  await untilFolded(product);
  const figures = { singleP99MsAtHalfPeak: rounded(result.p99Ms), lagSecondsAtHalfSinglePeak: rounded(lagSeconds) };
  return { rows: [row], figures };
}
