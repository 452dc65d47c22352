// Proves that the lint rule and the search for chains hold the lines of "Who may import whom": every file in
// fixtures/forbidden breaks one on purpose and must be refused, none in fixtures/allowed may be.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import { boundaryRules } from './lint.ts';
import { chainsAcross } from './reach.ts';

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
