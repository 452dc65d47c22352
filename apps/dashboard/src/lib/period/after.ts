import { addDays } from '@finest-hour/metrics';
import type { Range } from './previous.ts';

/** How far past the period a trend goes, for what is still pending. */
const DAYS_AFTER = 91;

/** What follows a period, up to the day of the latest opening; nothing opened after it → null. */
export function afterRange(to: string, latest: string): Range | null {
  const end = addDays(latest, 1);
  if (end <= to) return null;
  const limit = addDays(to, DAYS_AFTER);
  return { from: to, to: end < limit ? end : limit };
}
