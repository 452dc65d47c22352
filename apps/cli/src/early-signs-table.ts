import type { EarlySign, EarlySignName, EarlySigns } from '@finest-hour/metrics';
import { count, percent } from './report-words.ts';

const SIGNS: Readonly<Record<EarlySignName, string>> = {
  ownedInTarget: 'owned in time',
  followedUp: 'followed up in a day',
  promiseBroken: 'promises broken',
  resolved: 'resolved',
  passedOn: 'passed on',
};

const VERDICTS: Readonly<Record<NonNullable<EarlySign['verdict']>, string>> = {
  better: 'better',
  worse: 'worse',
  cantTell: "can't tell",
};

function lineOf(name: EarlySignName, { last, usual, difference, verdict, tooFew, truth }: EarlySign): string {
  const label = `  ${SIGNS[name].padEnd(22)}`;
  if (last.value === null) return `${label}–`;
  const { low, high } = difference;
  const likely = low === null ? '' : `, likely ${percent(low)} to ${percent(high)} apart`;
  const parts = [
    `${percent(last.value)} % of ${count(last.n)}, usually ${percent(usual.value)} % of ${count(usual.n)}${likely}`,
    ...(verdict === null ? [] : [tooFew ? 'too few to compare' : VERDICTS[verdict]]),
    ...(last.notCovered > 0 ? [`${count(last.notCovered)} not covered`] : []),
    ...(truth.with.value === null || truth.without.value === null
      ? []
      : [`recovered ${percent(truth.with.value)} % with it, ${percent(truth.without.value)} % without`]),
  ];
  return `${label}${parts.join('; ')}`;
}

/** The early signs, a line each. */
export function earlySignsLines({ last, cases, ageDays, signs }: EarlySigns): readonly string[] {
  return [
    '',
    `Early signs: ${count(cases.last)} complaints of the week from ${last.from}, as they stood after ${ageDays} days, against the 13 weeks before`,
    ...Object.entries(signs).map(([name, sign]) => lineOf(name as EarlySignName, sign)),
  ];
}
