// Proves that the lint rule and the search for chains hold the lines of "Who may import whom": every file in
// fixtures/forbidden breaks one on purpose and must be refused, none in fixtures/allowed may be. Every file in
// fixtures/words names, in a statement or as an address, what lies on the other side of the vanity line.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import { boundaryRules } from './lint.ts';
import { chainsAcross } from './reach.ts';
import { wordsAcross } from './words.ts';

const repository = join(import.meta.dirname, '..', '..');
const fixtures = join(import.meta.dirname, 'fixtures');
const failures: string[] = [];

/** What the rule says to a file of a tree that is laid out as the repository is. */
function complaints(tree: string, file: string): string[] {
  const root = join(fixtures, tree);
  const linter = new Linter({ cwd: root });
  const text = readFileSync(join(root, file), 'utf8');
  return linter.verify(text, boundaryRules(root), { filename: join(root, file) }).map(({ message }) => message);
}

function fixturesIn(tree: string): string[] {
  const files = globSync('**/*.{ts,svelte}', { cwd: join(fixtures, tree) });
  if (files.length === 0) failures.push(`no fixtures in ${tree}`);
  return files.sort();
}

const forbidden = fixturesIn('forbidden');
for (const file of forbidden) {
  const said = complaints('forbidden', file);
  if (said.length !== 1) failures.push(`forbidden/${file} should be refused once: ${said.join('; ') || 'it is not'}`);
}
const allowed = fixturesIn('allowed');
for (const file of allowed) {
  for (const said of complaints('allowed', file)) failures.push(`allowed/${file} should not be refused: ${said}`);
}
if (chainsAcross(join(fixtures, 'chain')).length !== 1) failures.push('the chain in fixtures/chain is not found');
for (const chain of chainsAcross(join(fixtures, 'allowed'))) failures.push(`no chain should be found in ${chain}`);

const named = wordsAcross(join(fixtures, 'words'));
for (const file of fixturesIn('words')) {
  const said = named.filter((one) => one.startsWith(`${file} names `));
  if (said.length !== 1) failures.push(`words/${file} should be found once: ${said.join('; ') || 'it is not'}`);
}
for (const said of wordsAcross(join(fixtures, 'allowed'))) failures.push(`no words should be found: ${said}`);

for (const said of wordsAcross(repository)) failures.push(`the vanity line is crossed: ${said}`);
for (const chain of chainsAcross(repository)) failures.push(`the vanity line is crossed: ${chain}`);
const eslint = new ESLint({ cwd: repository });
for (const file of [
  'packages/metrics/src/index.ts',
  'apps/dashboard/src/routes/+page.svelte',
  'tests/boundaries/check.ts',
]) {
  const config = (await eslint.calculateConfigForFile(join(repository, file))) as Linter.Config;
  const setting = config.rules?.['boundaries/imports'];
  if (!Array.isArray(setting) || setting[0] !== 2) failures.push(`the lint of ${file} does not hold the boundaries`);
}

for (const failure of failures) console.error(failure);
console.log(
  `boundaries: ${forbidden.length} violations refused, ${allowed.length} uses allowed, ${failures.length} faults`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
