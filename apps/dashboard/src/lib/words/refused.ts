import { dayWords } from './dates.ts';
import { count, counted } from './numbers.ts';
import { figure, say, type Sentence } from './parts.ts';

/** Refused events that wait to be corrected. */
export interface Refused {
  /** First day of the period in which they came last; null: whenever they came. */
  readonly since: string | null;
  readonly waiting: number;
  readonly byReason: Readonly<Record<string, number>>;
}

/** How many events were refused and are in no figure, and why, the most frequent reason first. */
export function refusedWords({ since, waiting, byReason }: Refused): Sentence {
  const when = since === null ? '' : ` since ${dayWords(since)}`;
  if (waiting === 0) return say`No refused event waits to be corrected${when}.`;
  const reasons = Object.entries(byReason).map(([reason, n]) => `${count(n)} ${reason}`);
  const verb = waiting === 1 ? 'was refused and waits' : 'were refused and wait';
  const told = figure('refused', waiting, counted(waiting, 'event'));
  return say`${told} ${verb} to be corrected${when}, in no figure: ${reasons.join(', ')}.`;
}
