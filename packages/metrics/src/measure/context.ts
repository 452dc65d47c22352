import type { Bins } from '@finest-hour/statistics';
import { bookBins } from '../bins.ts';
import type { BookSettings } from '../book.ts';

/** What measures need besides counts. */
export interface MeasureContext {
  readonly bins: Bins;
  readonly ownershipTargetSeconds: number;
  /** Purchases, renewals or visits have ever arrived. */
  readonly valuesArrive: boolean;
}

export function measureContext(settings: BookSettings, valuesArrive: boolean): MeasureContext {
  const { ownershipTargetSeconds } = settings;
  return { bins: bookBins(settings), ownershipTargetSeconds, valuesArrive };
}
