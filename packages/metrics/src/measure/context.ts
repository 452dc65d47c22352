import type { Bins } from '@finest-hour/statistics';
import { bookBins } from '../bins.ts';
import type { BookSettings } from '../book.ts';
import type { NotMeasured } from './not-measured.ts';

/** What measures need besides counts. */
export interface MeasureContext {
  readonly bins: Bins;
  readonly ownershipTargetSeconds: number;
  /** What can't be measured, and why. */
  readonly notMeasured: NotMeasured;
}

export function measureContext(settings: BookSettings, notMeasured: NotMeasured): MeasureContext {
  const { ownershipTargetSeconds } = settings;
  return { bins: bookBins(settings), ownershipTargetSeconds, notMeasured };
}
