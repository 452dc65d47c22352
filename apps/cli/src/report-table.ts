import type {
  CaseCounts,
  DurationQuantile,
  Estimate,
  HandOffLevel,
  Measures,
  RepeatLoyalty,
  Report,
  TimeToOwnership,
} from '@finest-hour/metrics';
import { durationText } from './duration-text.ts';

const number = new Intl.NumberFormat('en');

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)}`;
}

function shareText({ value, low, high, n }: Estimate): string {
  return value === null
    ? `–  (n = ${n})`
    : `${percent(value)} %  likely ${percent(low)}–${percent(high)} %  (n = ${number.format(n)})`;
}

function handOffText({ total, distribution: { 0: none, 1: one, 2: two, '3+': more }, pingPong }: HandOffLevel): string {
  const counts = `0: ${number.format(none)} · 1: ${number.format(one)} · 2: ${number.format(two)} · 3+: ${number.format(more)}`;
  return `${number.format(total)} in all; complaints with ${counts}; ping-pong in ${number.format(pingPong.any.cases)}`;
}

function casesText({ opened, matured, pending, excluded }: CaseCounts): string {
  const parts = [
    `${number.format(opened)} opened`,
    `${number.format(matured)} with a verdict`,
    `${number.format(pending)} pending`,
  ];
  return [...parts, `${excluded.merged} merged`, `${excluded.illegitimate} illegitimate`].join(', ');
}

function whyNotText({ unresolved, reopened, complainedAgain, saidNo, nothingDone }: Measures['notRecovered']): string {
  const reasons = [
    [unresolved, 'not resolved in time'],
    [reopened, 'reopened'],
    [complainedAgain, 'complained again'],
    [saidNo, 'said no'],
    [nothingDone, 'closed with nothing done'],
  ] as const;
  return reasons.map(([cases, words]) => `${number.format(cases)} ${words}`).join(' · ');
}

/** Silence says nothing where nobody was asked. */
function confirmedText({ confirmedRecoveryRate, askedSatisfaction }: Measures): string {
  const asked = askedSatisfaction.value ?? 0;
  return asked === 0 && confirmedRecoveryRate.n > 0
    ? 'nobody was asked'
    : `${shareText(confirmedRecoveryRate)}, ${percent(asked)} % were asked`;
}

function quantileText({ value, outOfReach }: DurationQuantile): string {
  return value !== null ? `within ${durationText(value)}` : outOfReach ? 'never' : 'not yet';
}

function ownershipText({ withinTarget, medianSeconds, p90Seconds, waiting, neverOwned }: TimeToOwnership): string {
  const within = `within ${durationText(withinTarget.targetSeconds)}: ${shareText(withinTarget)}`;
  const quantiles = `half ${quantileText(medianSeconds)}, 9 in 10 ${quantileText(p90Seconds)}`;
  return `${within}; ${quantiles}; ${number.format(waiting)} waiting, ${number.format(neverOwned)} ended unowned`;
}

/** n of these are customers. */
function loyaltyText(loyalty: RepeatLoyalty): readonly string[] {
  const { at, horizonDays, recovered, notRecovered, difference } = loyalty;
  const horizons = Object.entries(at)
    .filter(([days]) => Number(days) !== horizonDays)
    .map(([days, { value }]) => `${days} d: ${percent(value)} %`);
  const { value, low, high } = difference;
  const apart = value === null ? '' : `; difference ${percent(value)}, likely ${percent(low)} to ${percent(high)}`;
  return [
    `  customers back    within ${horizonDays} days: ${shareText(loyalty)}; ${horizons.join(' · ')}`,
    `  since verdict     recovered ${percent(recovered.value)} % of ${number.format(recovered.n)}, not ${percent(notRecovered.value)} % of ${number.format(notRecovered.n)}${apart}`,
  ];
}

/** Why a report covers what nobody asked for. */
export type WhyPeriod = 'settled' | 'densest' | 'pending' | 'empty';

const WHY_WORDS: Readonly<Record<WhyPeriod, string>> = {
  settled: 'the last 13 settled weeks',
  densest: 'the quarter with the most, as the last 13 settled weeks hold too few to compare',
  pending: 'the weeks up to the latest, as none has a verdict yet',
  empty: 'the last 13 settled weeks; there is no complaint yet',
};

/** A report for a terminal. */
export function reportTable(report: Report, why: WhyPeriod | null): string {
  const { cases, measures, groups, by, notMeasured, leftOut } = report;
  const lines = [
    `Complaints opened from ${report.from} up to ${report.to} (${report.timeZone}), as of ${report.asOf}`,
    ...(why === null ? [] : [`  period            ${WHY_WORDS[why]}`]),
    `  complaints        ${casesText(cases)}`,
    `  recovered         ${shareText(measures.recoveryRate)}`,
    `  customer said so  ${confirmedText(measures)}`,
    `  why not           ${whyNotText(measures.notRecovered)}`,
    `  owned             ${ownershipText(measures.timeToOwnership)}`,
    `  never passed on   ${shareText(measures.handOffs.neverPassedOn)}`,
    `  hand-offs         ${handOffText(measures.handOffs)}`,
    `  between teams     ${handOffText(measures.handOffs.teams)}`,
    ...(measures.repeatLoyalty === null ? [] : loyaltyText(measures.repeatLoyalty)),
  ];
  for (const reason of Object.values(notMeasured)) lines.push(`  not measured      ${reason}`);
  if (leftOut.withoutOpening > 0) lines.push(`  left out          ${leftOut.withoutOpening} cases without an opening`);
  if (leftOut.parked > 0)
    lines.push(`  left out          ${leftOut.parked} streams that could not be folded (finest-hour doctor)`);
  if (by !== null) {
    lines.push('', `By ${by}:`);
    for (const { key, tooFew, cases: own, measures: its } of groups) {
      const few = tooFew ? '  too few to compare' : '';
      lines.push(
        `  ${(key ?? '(not known)').padEnd(24)} ${number.format(own.opened).padStart(8)} opened   recovered ${shareText(its.recoveryRate)}${few}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
