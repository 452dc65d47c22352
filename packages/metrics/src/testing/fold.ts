import type { CaseEvent } from '@finest-hour/events';
import { DEFAULT_BOOK_SETTINGS, type BookSettings } from '../book.ts';
import { foldCase, type CaseFold } from '../fold/fold-case.ts';

/** Folds a case that has an opening. */
export function fold(events: readonly CaseEvent[], settings: Partial<BookSettings> = {}): CaseFold {
  const folded = foldCase(events, { ...DEFAULT_BOOK_SETTINGS, ...settings });
  if (folded === null) throw new Error('the case has no opening');
  return folded;
}
