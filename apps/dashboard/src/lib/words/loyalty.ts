import type { RepeatLoyalty } from '@finest-hour/metrics';
import { COMPARE_FROM, changeWords } from './comparison.ts';
import { count, counted } from './numbers.ts';

const of100 = (share: number): string => Math.round(share * 100).toString();

/** What the page on loyalty opens with. */
export function loyaltySentence({ value, low, high, n, horizonDays }: RepeatLoyalty): string {
  if (n === 0) return 'No customer counts here: none complained while purchases arrived.';
  if (value === null || low === null || high === null)
    return `Not told yet: too few of ${counted(n, 'customer')} have been watched for ${horizonDays} days.`;
  if (n < COMPARE_FROM) {
    const back = Math.round(value * n);
    return `Only ${counted(n, 'customer')} complained; we compare from ${COMPARE_FROM}. About ${back} came back within ${horizonDays} days.`;
  }
  return `${of100(value)} of 100 customers came back within ${horizonDays} days of complaining (likely ${of100(low)} to ${of100(high)}).`;
}

/** What stands where no share can be told: too early, or nothing to see it by. */
export function noneWords({ n, notCovered }: RepeatLoyalty): string {
  return n === 0 && notCovered > 0 ? 'not measured' : 'not told yet';
}

/** −0.011 → "−1". */
function signed(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded < 0 ? `−${-rounded}` : String(rounded);
}

/** How those whose complaint was recovered came back, against the others; by the interval of the difference. */
export function differenceSentence({ difference, recovered, notRecovered, horizonDays }: RepeatLoyalty): string {
  const { value, low, high } = difference;
  if (value === null || low === null || high === null)
    return `Not told yet: too few of either have been watched for ${horizonDays} days since the verdict.`;
  if (Math.min(recovered.n, notRecovered.n) < COMPARE_FROM)
    return `Too few to compare: ${counted(recovered.n, 'customer')} recovered, ${count(notRecovered.n)} not; we compare from ${COMPARE_FROM}.`;
  if (low <= 0 && high >= 0) {
    const populations = `${count(recovered.n)} and ${counted(notRecovered.n, 'customer')}`;
    return `With ${populations} we cannot tell these apart (difference likely ${signed(low)} to ${signed(high)} in 100).`;
  }
  const { size, interval } = changeWords({ value, low, high });
  const more = value > 0 ? 'more' : 'fewer';
  return `${size} in 100 ${more} of the recovered came back within ${horizonDays} days of the verdict (likely ${interval}).`;
}
