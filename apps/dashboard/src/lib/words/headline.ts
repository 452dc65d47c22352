import type { EarlySigns, Moved } from '@finest-hour/metrics';
import type { Figures } from './figures.ts';
import { COMPARE_FROM, changeWords, type Comparison } from './comparison.ts';
import { dayWords } from './dates.ts';
import { notMeasuredWords } from './not-measured.ts';
import { count, counted } from './numbers.ts';
import { figure, plain, say, type Sentence } from './parts.ts';
import { whoMoved, whyMoved } from './why-moved.ts';
import { mainReason, reasonWords } from './why-not.ts';

/** What the first page opens with. */
export type Situation =
  | 'notMeasured'
  | 'empty'
  | 'leftOut'
  | 'pending'
  | 'tooFew'
  | 'noComparison'
  | 'cannotTell'
  | 'better'
  | 'worse'
  | 'simpson';

export interface Headline {
  readonly situation: Situation;
  readonly parts: Sentence;
  /** The same without its parts. */
  readonly text: string;
}

export interface HeadlineFacts {
  readonly report: Figures;
  readonly before: Figures;
  readonly comparison: Comparison | null;
  /** Why it changed; null: not counted. */
  readonly moved: Moved | null;
  /** "the 13 weeks before". */
  readonly beforeLabel: string;
  /** Day of the first opening of the period, where known. */
  readonly firstOpened: string | null;
  /** Day of the first verdict to come, where none has come. */
  readonly firstVerdict: string | null;
}

const of100 = (share: number): string => Math.round(share * 100).toString();

/** "63 of 100 complaints ended recovered". */
function recovered(share: number): Sentence {
  return say`${figure('recoveryRate', share, of100(share))} of 100 complaints ended recovered`;
}

function mostOf({ measures, definition }: Figures): string {
  const reason = mainReason(measures.notRecovered);
  return reason === null ? '' : ` Most of the loss: ${reasonWords(reason, definition.resolveWithinDays)}.`;
}

/** " Early signs: 1 worse than usual, 2 better."; of an old log, nothing. */
function earlyWords({ cases, signs }: EarlySigns): string {
  if (cases.last === 0 || cases.usual === 0) return '';
  const told = (verdict: 'worse' | 'better') => Object.values(signs).filter((sign) => sign.verdict === verdict).length;
  const words = (['worse', 'better'] as const).flatMap((verdict) => {
    const n = told(verdict);
    return n === 0 ? [] : `${n} ${verdict} than usual`;
  });
  return ` Early signs: ${words.length === 0 ? 'none can be told from the usual' : words.join(', ')}.`;
}

function pendingSentence({ report, firstOpened, firstVerdict }: HeadlineFacts): Sentence {
  const { resolveWithinDays, holdForDays } = report.definition;
  const { pending } = report.cases;
  const days = resolveWithinDays + holdForDays;
  const since = firstOpened === null ? '' : ` since ${dayWords(firstOpened)}`;
  const first = firstVerdict === null ? '' : ` First verdicts ${dayWords(firstVerdict)}.`;
  const number = figure('pending', pending, count(pending));
  const all = pending === 1 ? say`the one complaint` : say`all ${number} complaints`;
  const early = earlyWords(report.earlySigns);
  return say`No verdict yet: ${all}${since} ${pending === 1 ? 'is' : 'are'} inside their ${days} days.${first}${early}`;
}

function leftOutSentence({ cases }: Figures): Sentence {
  const { merged, illegitimate } = cases.excluded;
  const reasons = [
    ...(merged > 0 ? [`${count(merged)} merged into others`] : []),
    ...(illegitimate > 0 ? [`${count(illegitimate)} found illegitimate`] : []),
  ];
  return say`No verdict, and none to come: of ${counted(cases.opened, 'complaint')}, ${reasons.join(' and ')}.`;
}

function cannotTellSentence(
  share: number,
  { comparison, before, report, beforeLabel, moved }: HeadlineFacts,
): Sentence {
  const [now, then] = [report.measures.recoveryRate.n, before.measures.recoveryRate.n];
  const hide = Math.max(1, Math.round((comparison?.couldHide ?? 0) * 100));
  const populations = now === then ? `${count(now)} complaints each` : `${count(now)} and ${count(then)} complaints`;
  const was = figure('before', comparison?.before ?? 0, of100(comparison?.before ?? 0));
  const who = moved === null ? [] : whoMoved(moved);
  return say`${recovered(share)}, ${was} in ${beforeLabel}. With ${populations} we cannot tell these apart; a change under about ${hide} could hide.${who.length > 0 ? ' ' : ''}${who}`;
}

function changedSentence(
  share: number,
  comparison: Comparison,
  { report, moved, beforeLabel }: HeadlineFacts,
): Sentence {
  const { size, interval } = changeWords(comparison);
  const better = comparison.verdict === 'better';
  const change = say`${figure('change', comparison.value, size)} ${better ? 'more' : 'fewer'} than in ${beforeLabel} (likely ${interval})`;
  const why = moved === null ? [] : whyMoved(moved, better);
  return say`${recovered(share)}, ${change}.${why.length > 0 ? ' ' : ''}${why}${better ? '' : mostOf(report)}`;
}

function noComparisonSentence(share: number, { report, beforeLabel }: HeadlineFacts): Sentence {
  const { low, high } = report.measures.recoveryRate;
  const likely = `likely ${of100(low ?? share)} to ${of100(high ?? share)}`;
  return say`${recovered(share)} (${likely}). Nothing to compare with: too few complaints in ${beforeLabel}.${mostOf(report)}`;
}

function tooFewSentence(share: number, n: number): Sentence {
  const verb = n === 1 ? 'complaint has' : 'complaints have';
  const successes = Math.round(share * n);
  return say`Only ${figure('settled', n, count(n))} ${verb} a verdict; we compare from ${COMPARE_FROM}. ${successes} recovered.`;
}

function told(facts: HeadlineFacts): readonly [Situation, Sentence] {
  const { report, comparison, moved } = facts;
  const { value, n } = report.measures.recoveryRate;
  const untold = notMeasuredWords(report, 'recoveryRate');
  if (report.cases.opened === 0) return ['empty', say`No complaints here.`];
  if (untold !== null) return ['notMeasured', say`${untold}`];
  if (value === null && report.cases.pending === 0) return ['leftOut', leftOutSentence(report)];
  if (value === null) return ['pending', pendingSentence(facts)];
  if (n < COMPARE_FROM) return ['tooFew', tooFewSentence(value, n)];
  if (comparison === null) return ['noComparison', noComparisonSentence(value, facts)];
  if (comparison.verdict === 'cannotTell') return ['cannotTell', cannotTellSentence(value, facts)];
  const situation = moved?.simpson === true ? 'simpson' : comparison.verdict;
  return [situation, changedSentence(value, comparison, facts)];
}

/** The sentence of a period; the wording follows the interval of the difference. */
export function headline(facts: HeadlineFacts): Headline {
  const [situation, parts] = told(facts);
  return { situation, parts, text: plain(parts) };
}
