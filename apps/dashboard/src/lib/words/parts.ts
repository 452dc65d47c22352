import type { Dimension } from '@finest-hour/metrics';

/** A part of a sentence: plain text; a figure with its value, to be read off the page; a group, to be opened. */
export type SentencePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'figure'; readonly text: string; readonly measure: string; readonly value: number }
  | { readonly kind: 'group'; readonly text: string; readonly dimension: Dimension; readonly key: string | null };

/** Sentences in parts, so that a page can tell its figures and link its groups. */
export type Sentence = readonly SentencePart[];

type Said = string | number | SentencePart | Sentence;

function partsOf(said: Said): Sentence {
  if (typeof said === 'object') return 'kind' in said ? [said] : said;
  return said === '' ? [] : [{ kind: 'text', text: String(said) }];
}

/** Text with parts in it: say`${figure} of 100 complaints ended recovered`. */
export function say(texts: TemplateStringsArray, ...parts: readonly Said[]): Sentence {
  return texts.flatMap((text, i) => [...partsOf(text), ...partsOf(parts[i] ?? '')]);
}

export function figure(measure: string, value: number, text: string): SentencePart {
  return { kind: 'figure', measure, value, text };
}

/** The sentence as plain text. */
export function plain(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join('');
}
