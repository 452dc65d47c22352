import { makeBins, type Bins } from '@finest-hour/statistics';
import { DAY_US, SECOND_US, type BookSettings } from './book.ts';

/** Days after which returns are told; the middle one leads. */
export const HORIZONS_DAYS = [30, 90, 180] as const;

let latest: { readonly target: number; readonly bins: Bins } | null = null;

/** The bins of durations under these settings: exact at the target and at the horizons. Another target, other bins. */
export function bookBins({ ownershipTargetSeconds: target }: BookSettings): Bins {
  if (latest?.target !== target) {
    const horizons = HORIZONS_DAYS.map((days) => (days * DAY_US) / SECOND_US);
    latest = { target, bins: makeBins([target, ...horizons]) };
  }
  return latest.bins;
}

/** Upper edges of the bins in microseconds, without the last, open one: what a database needs to sort into them. */
export function binEdgesUs(bins: Bins): readonly number[] {
  return Array.from({ length: bins.count - 1 }, (_, bin) => Math.round(bins.upperEdgeSeconds(bin) * SECOND_US));
}
