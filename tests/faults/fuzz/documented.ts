import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'events.md'), 'utf8');
const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
const words = (text: string | undefined) => [...(text ?? '').matchAll(/`([a-z-]+)`/g)].map(([, word]) => word ?? '');

/** The types of problems that docs/events.md lists beside each status. */
export const DOCUMENTED: ReadonlyMap<number, readonly string[]> = new Map(
  rows.flatMap(([, status, when]) =>
    (status?.match(/\d{3}/g) ?? []).map((code) => [Number(code), words(when)] as const),
  ),
);

const heading = page.indexOf('\n## Problems');
const problems = page.slice(heading, page.indexOf('\n## ', heading + 1)).matchAll(/^\| `([a-z-]+)`/gm);

/** The reasons for which an event is refused, as the page lists them. */
export const REASONS: ReadonlySet<string> = new Set([...problems].map(([, type]) => type ?? ''));
