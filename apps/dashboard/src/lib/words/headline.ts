import type { Figures } from './figures.ts';
import { COMPARE_FROM, changeWords, type Comparison } from './comparison.ts';
import { dayWords } from './dates.ts';
import { notMeasuredWords } from './not-measured.ts';
import { count } from './numbers.ts';
import { mainReason, reasonWords } from './why-not.ts';

/** What the first page opens with. */
export interface Headline {
  readonly situation: 'notMeasured' | 'pending' | 'tooFew' | 'better' | 'worse' | 'cannotTell' | 'noComparison';
  readonly text: string;
}

export interface HeadlineFacts {
  readonly report: Figures;
  readonly before: Figures;
  readonly comparison: Comparison | null;
  /** "the 13 weeks before". */
  readonly beforeLabel: string;
  /** Day of the first opening of the period, where known. */
  readonly firstOpened: string | null;
  /** Day of the first verdict to come, where none has come. */
  readonly firstVerdict: string | null;
}

const of100 = (share: number): string => Math.round(share * 100).toString();

function mostOf({ measures, definition }: Figures): string {
  const reason = mainReason(measures.notRecovered);
  return reason === null ? '' : ` Most of the loss: ${reasonWords(reason, definition.resolveWithinDays)}.`;
}

function pendingSentence({ report, firstOpened, firstVerdict }: HeadlineFacts): string {
  const { resolveWithinDays, holdForDays } = report.definition;
  const days = resolveWithinDays + holdForDays;
  const since = firstOpened === null ? '' : ` since ${dayWords(firstOpened)}`;
  const first = firstVerdict === null ? '' : ` First verdicts ${dayWords(firstVerdict)}.`;
  const all = report.cases.pending === 1 ? 'the one complaint' : `all ${count(report.cases.pending)} complaints`;
  return `No verdict yet: ${all}${since} ${report.cases.pending === 1 ? 'is' : 'are'} inside their ${days} days.${first}`;
}

function cannotTellSentence(share: number, { comparison, before, report, beforeLabel }: HeadlineFacts): string {
  const [now, then] = [report.measures.recoveryRate.n, before.measures.recoveryRate.n];
  const hide = Math.max(1, Math.round((comparison?.couldHide ?? 0) * 100));
  const populations = now === then ? `${count(now)} complaints each` : `${count(now)} and ${count(then)} complaints`;
  const was = of100(comparison?.before ?? 0);
  return `${of100(share)} of 100 complaints ended recovered, ${was} in ${beforeLabel}. With ${populations} we cannot tell these apart; a change under about ${hide} could hide.`;
}

/** The sentence of a period that has complaints; the wording follows the interval of the difference. */
export function headline(facts: HeadlineFacts): Headline {
  const { report, comparison, beforeLabel } = facts;
  const { value, n } = report.measures.recoveryRate;
  const untold = notMeasuredWords(report, 'recoveryRate');
  if (untold !== null) return { situation: 'notMeasured', text: untold };
  if (value === null) return { situation: 'pending', text: pendingSentence(facts) };
  if (n < COMPARE_FROM) {
    const recovered = Math.round(value * n);
    const verb = n === 1 ? 'complaint has' : 'complaints have';
    const text = `Only ${n} ${verb} a verdict; we compare from ${COMPARE_FROM}. ${recovered} recovered.`;
    return { situation: 'tooFew', text };
  }
  if (comparison === null) {
    const { low, high } = report.measures.recoveryRate;
    const likely = `likely ${of100(low ?? value)} to ${of100(high ?? value)}`;
    const text = `${of100(value)} of 100 complaints ended recovered (${likely}). Nothing to compare with: too few complaints in ${beforeLabel}.${mostOf(report)}`;
    return { situation: 'noComparison', text };
  }
  if (comparison.verdict === 'cannotTell') return { situation: 'cannotTell', text: cannotTellSentence(value, facts) };
  const { size, interval } = changeWords(comparison);
  const better = comparison.verdict === 'better';
  const text = `${of100(value)} of 100 complaints ended recovered, ${size} ${better ? 'more' : 'fewer'} than in ${beforeLabel} (likely ${interval}).${better ? '' : mostOf(report)}`;
  return { situation: comparison.verdict, text };
}
