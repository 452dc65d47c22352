import type {
  CaseCounts,
  CoveredEstimate,
  Gaming,
  HandOffLevel,
  HandOffs,
  Measures,
  RepeatLoyalty,
  Report,
  TimeToOwnership,
} from '@finest-hour/metrics';
import { durationText } from './duration-text.ts';
import { earlySignsLines } from './early-signs-table.ts';
import { movedLines } from './moved-table.ts';
import { count, percent, quantileText, shareText } from './report-words.ts';

function handOffText({ total, distribution: { 0: none, 1: one, 2: two, '3+': more }, pingPong }: HandOffLevel): string {
  const counts = `0: ${count(none)} · 1: ${count(one)} · 2: ${count(two)} · 3+: ${count(more)}`;
  return `${count(total)} in all; complaints with ${counts}; ping-pong in ${count(pingPong.any.cases)}`;
}

function casesText({ opened, matured, pending, excluded }: CaseCounts): string {
  const parts = [`${count(opened)} opened`, `${count(matured)} with a verdict`, `${count(pending)} pending`];
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
  return reasons.map(([cases, words]) => `${count(cases)} ${words}`).join(' · ');
}

/** Silence says nothing where nobody was asked. */
function confirmedText({ confirmedRecoveryRate, askedSatisfaction }: Measures): string {
  const asked = askedSatisfaction.value;
  if (asked === 0 && confirmedRecoveryRate.n > 0) return 'nobody was asked';
  return asked === null
    ? shareText(confirmedRecoveryRate)
    : `${shareText(confirmedRecoveryRate)}, ${percent(asked)} % were asked`;
}

function ownershipText(ownership: TimeToOwnership): string {
  const { withinTarget, medianSeconds, p90Seconds, waiting, assignedNotOwned, neverOwned } = ownership;
  const within = `within ${durationText(withinTarget.targetSeconds)}: ${shareText(withinTarget)}`;
  const quantiles = `half ${quantileText(medianSeconds)}, 9 in 10 ${quantileText(p90Seconds)}`;
  const assigned = assignedNotOwned === 0 ? '' : `, ${count(assignedNotOwned)} of them assigned`;
  return `${within}; ${quantiles}; ${count(waiting)} waiting${assigned}, ${count(neverOwned)} ended unowned`;
}

function routedText({ routed: { withinTarget, medianSeconds, waiting } }: TimeToOwnership): string {
  const within = `within ${durationText(withinTarget.targetSeconds)}: ${shareText(withinTarget)}`;
  return `${within}; half ${quantileText(medianSeconds)}; ${count(waiting)} with nobody yet`;
}

/** What is told apart from hand-offs, as far as there is any, and time with nobody. */
function besideHandOffsText({ apart, unheld }: HandOffs): string {
  const moves = [
    [apart.escalationsFromBot, 'from a bot'],
    [apart.triages, 'triaged'],
    [apart.bulk, 'in bulk'],
    [apart.shifts, 'at the end of a shift'],
    [apart.corrections, 'corrections'],
  ] as const;
  const told = moves.filter(([changes]) => changes > 0).map(([changes, words]) => `${count(changes)} ${words}`);
  const { value } = unheld.medianSeconds;
  const half = value === null ? '' : `, half of these up to ${durationText(value)}`;
  const lay = unheld.any.value === null ? '–' : `${percent(unheld.any.value)} % lay with nobody for a time${half}`;
  return [...told, lay].join(' · ');
}

/** How the headlines could be made to look good. */
function gamingText(gaming: Gaming): string {
  const covered = ({ value, notCovered }: CoveredEstimate) =>
    `${percent(value)} %${notCovered > 0 ? ` (${count(notCovered)} not covered)` : ''}`;
  return [
    `${percent(gaming.merged.value)} % merged, ${percent(gaming.illegitimate.value)} % illegitimate of opened`,
    `reassigned while resolved ${percent(gaming.reassignedWhileResolved.value)} %`,
    `no promise ${covered(gaming.withoutPromise)}`,
    `promise withdrawn ${covered(gaming.promiseWithdrawn)}`,
    `our fault moved ${percent(gaming.faultMoved.value)} %`,
  ].join(' · ');
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
    `  since verdict     recovered ${percent(recovered.value)} % of ${count(recovered.n)}, not ${percent(notRecovered.value)} % of ${count(notRecovered.n)}${apart}`,
  ];
}

/** Why a report covers what nobody asked for. */
export type WhyPeriod = 'settled' | 'watched' | 'densest' | 'pending' | 'empty';

const WHY_WORDS: Readonly<Record<WhyPeriod, string>> = {
  settled: 'the last 13 settled weeks',
  watched: 'the last 13 settled weeks whose customers could be watched for long enough',
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
    `  routed            ${routedText(measures.timeToOwnership)}`,
    `  never passed on   ${shareText(measures.handOffs.neverPassedOn)}`,
    `  hand-offs         ${handOffText(measures.handOffs)}`,
    `  between teams     ${handOffText(measures.handOffs.teams)}`,
    `  beside hand-offs  ${besideHandOffsText(measures.handOffs)}`,
    ...(measures.repeatLoyalty === null ? [] : loyaltyText(measures.repeatLoyalty)),
    `  to look at        ${gamingText(measures.gaming)}`,
  ];
  for (const reason of Object.values(notMeasured)) lines.push(`  not measured      ${reason}`);
  if (leftOut.withoutOpening > 0) lines.push(`  left out          ${leftOut.withoutOpening} cases without an opening`);
  if (leftOut.parked > 0)
    lines.push(`  left out          ${leftOut.parked} streams that could not be folded (finest-hour doctor)`);
  lines.push(...earlySignsLines(report.earlySigns));
  if (by !== null) {
    lines.push('', `By ${by}:`);
    for (const { key, tooFew, cases: own, measures: its } of groups) {
      const few = tooFew ? '  too few to compare' : '';
      lines.push(
        `  ${(key ?? '(not known)').padEnd(24)} ${count(own.opened).padStart(8)} opened   recovered ${shareText(its.recoveryRate)}${few}`,
      );
    }
  }
  if (report.moved !== null) lines.push(...movedLines(report.moved));
  return `${lines.join('\n')}\n`;
}
