import type { WentWithLevel, WentWithShare } from '@finest-hour/metrics';
import { changeWords } from './comparison.ts';
import { estimateWords } from './numbers.ts';

export const PASSED_ON: Readonly<Record<WentWithLevel['handOffs'], string>> = {
  '0': 'never',
  '1': 'once',
  '2': 'twice',
  '3+': '3 times or more',
};

/** "63 %, likely 60–66 %". */
export function shareWords({ value, low, high }: WentWithShare): string {
  if (value === null || low === null || high === null) return 'not told';
  const words = estimateWords({ value, low, high });
  return `${words.value}, likely ${words.interval}`;
}

/** How it compares with those never passed on; nothing where it is they, or nothing could be seen. */
export function comparedWords({ difference, tooFew, n }: WentWithShare): string {
  if (n === 0) return '';
  if (tooFew) return 'too few to compare';
  if (difference === null || difference.value === null) return '';
  const { value, low, high } = difference;
  if (low === null || high === null || (low <= 0 && high >= 0)) return 'can’t tell it from never';
  const { size, interval } = changeWords({ value, low, high });
  return `${size} in 100 ${value > 0 ? 'more' : 'fewer'} (likely ${interval})`;
}
