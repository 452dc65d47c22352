import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { statementsOf } from '../cluster-rules/queries.ts';
import { isTest, zoneOf } from './zones.ts';

/** The one way from recovery's pages to the readings: a link of the frame around them. */
const FRAME = 'apps/dashboard/src/routes/+layout.svelte';
const LINK = /href="\/vanity"/;

/** The only addresses that the readings' pages may name: their own, and the report as anybody gets it. */
const THEIRS = /^\/(vanity|api\/v1\/vanity(\.csv)?|api\/v1\/report)$/;

/**
 * Files of either side that name the other's tables or addresses. Imports are the lint rule's, and the database refuses
 * what a role may not read; this finds a page that links across, or a statement that would only fail when it is run.
 */
export function wordsAcross(root: string): string[] {
  const files = globSync(['packages/*/src/**/*.ts', 'apps/*/src/**/*.{ts,svelte,css,html}'], { cwd: root });
  return files
    .filter((file) => !isTest(file))
    .sort()
    .flatMap((file) => wordsIn(file, readFileSync(join(root, file), 'utf8')).map((said) => `${file} names ${said}`));
}

function wordsIn(file: string, source: string): string[] {
  const zone = zoneOf(file);
  const statements = statementsOf(file, source).map(({ text }) => text);
  if (zone?.side === 'vanity') return [...tables(statements, 'recovery'), ...addresses(source)];
  if (zone?.side !== 'recovery' && zone?.name !== 'dashboard/lib') return [];
  const said = file === FRAME ? source.replace(LINK, '') : source;
  return [...tables(statements, 'vanity'), ...(said.match(/["'`/]\/?vanity(?=["'`?/])/g) ?? [])];
}

function tables(statements: readonly string[], schema: string): string[] {
  return statements.flatMap(
    (text) => text.match(new RegExp(`\\b(from|join|into|update|using|table)\\s+${schema}\\.\\w+`, 'gi')) ?? [],
  );
}

/** What a vanity file names that begins with a slash, as an address of this server does. */
function addresses(source: string): string[] {
  const named = [...source.matchAll(/["'`](\/[a-z][^"'`?$\s]*|\/)(?=["'`?])/g)].map(([, address = '']) => address);
  return named.filter((address) => !THEIRS.test(address));
}
