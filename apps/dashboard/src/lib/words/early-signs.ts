import type { EarlySign, EarlySignName, EarlySigns, Estimate } from '@finest-hour/metrics';
import { Z_95 } from '@finest-hour/statistics';
import { COMPARE_FROM, changeWords, Z_POWER, type Comparison } from './comparison.ts';
import { rangeWords } from './dates.ts';
import { count, counted, duration, percent } from './numbers.ts';

/** An early sign as a page names it: "owned within 1 h". */
export function signName(name: EarlySignName, { targetSeconds, ageDays }: { targetSeconds: number; ageDays: number }) {
  switch (name) {
    case 'ownedInTarget':
      return `owned within ${duration(targetSeconds)}`;
    case 'followedUp':
      return 'followed up within 24 h';
    case 'promiseBroken':
      return 'promises broken';
    case 'resolved':
      return `resolved by day ${ageDays}`;
    case 'passedOn':
      return `passed on by day ${ageDays}`;
  }
}

/** "of 44 with a promise due"; nothing where the share is of all complaints of the week. */
export function signPopulation(name: EarlySignName, { last }: EarlySign): string {
  return name === 'promiseBroken' ? `of ${count(last.n)} with a promise due` : '';
}

/** Its change as other comparisons are drawn; nothing to compare → null. */
export function signComparison({ verdict, tooFew, last, usual, difference }: EarlySign): Comparison | null {
  const { value, low, high } = difference;
  if (verdict === null || tooFew || value === null || low === null || high === null || usual.value === null)
    return null;
  if (last.value === null) return null;
  const standardError = (high - low) / (2 * Z_95);
  return {
    verdict: verdict === 'cantTell' ? 'cannotTell' : verdict,
    before: usual.value,
    ...{ value, low, high },
    couldHide: standardError * (Z_95 + Z_POWER),
  };
}

/** "42 %, usually 43 %"; null: no data. */
export function signValue({ last, usual }: EarlySign): string | null {
  if (last.value === null) return null;
  return usual.value === null ? percent(last.value) : `${percent(last.value)}, usually ${percent(usual.value)}`;
}

/** What a sign says, after its verdict's word; `reason`: why it is not measured at all. */
export function signDetail(sign: EarlySign, reason: string | undefined): string {
  if (reason !== undefined) return `Not measured: ${reason}.`;
  if (sign.verdict === null) return 'Nothing to compare: no complaint to tell it by in one of the two.';
  const comparison = signComparison(sign);
  if (comparison === null)
    return `Too few to compare: ${count(sign.last.n)} last week, ${count(sign.usual.n)} before; we compare from ${COMPARE_FROM}.`;
  if (comparison.verdict === 'cannotTell')
    return `from the usual; a change under about ${Math.max(1, Math.round(comparison.couldHide * 100))} in 100 could hide`;
  const { size, interval } = changeWords(comparison);
  return `${size} in 100 ${comparison.value > 0 ? 'more' : 'fewer'} than usual (likely ${interval})`;
}

/** What the signs say together; `nameOf` names one. */
export function signsSentence({ signs, cases, last }: EarlySigns, nameOf: (name: EarlySignName) => string): string {
  const all = Object.entries(signs) as [EarlySignName, EarlySign][];
  if (cases.last === 0) return `None: no complaint opened ${rangeWords(last.from, last.to)}.`;
  if (cases.usual === 0) return 'None: nothing opened before, so that nothing is usual yet.';
  const named = (verdict: 'better' | 'worse') =>
    all.filter(([, sign]) => sign.verdict === verdict).map(([name]) => nameOf(name));
  const [better, worse] = [named('better'), named('worse')];
  const rest = all.length - better.length - worse.length;
  if (rest === all.length) return 'No sign can be told from the usual.';
  const told = [
    ...(worse.length > 0 ? [`Worse than usual: ${worse.join(', ')}.`] : []),
    ...(better.length > 0 ? [`Better than usual: ${better.join(', ')}.`] : []),
    ...(rest > 0 ? [`The other${rest === 1 ? '' : ` ${rest}`} can’t be told from the usual.`] : []),
  ];
  return told.join(' ');
}

/** Which weeks are compared, and at what age. */
export function signsCohort({ last, usual, cases, ageDays }: EarlySigns): string {
  const weeks = Math.round((Date.parse(usual.to) - Date.parse(usual.from)) / (7 * 86_400_000));
  return `${counted(cases.last, 'complaint')} opened ${rangeWords(last.from, last.to)}, against ${count(cases.usual)} of the ${weeks} weeks before, each as it stood ${ageDays} days after it opened`;
}

function of100({ value, n }: Estimate): string {
  return value === null || n < COMPARE_FROM ? `too few (${count(n)})` : percent(value);
}

/** Whether a sign went with recovery, over complaints that have their verdict. */
export function truthWords({ truth }: EarlySign): { with: string; without: string; difference: string } {
  const { low, high, value } = truth.difference;
  const few = Math.min(truth.with.n, truth.without.n) < COMPARE_FROM;
  const known = !few && value !== null && low !== null && high !== null;
  const words = () => {
    if (!known) return 'too few to compare';
    if (low <= 0 && high >= 0) return 'can’t tell';
    const { size, interval } = changeWords({ value, low, high });
    return `${size} in 100 ${value > 0 ? 'more' : 'fewer'} (likely ${interval})`;
  };
  return { with: of100(truth.with), without: of100(truth.without), difference: words() };
}
