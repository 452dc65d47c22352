import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './repository.ts';

// What an image holds: the workspace with its links, in another place, without the tools around it.
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'finest-hour-deployed-'));
  for (const part of ['apps', 'packages', 'node_modules', 'package.json']) {
    execFileSync('cp', ['-a', join(root, part), folder]);
  }
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]): string {
  return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: { PATH: '' } });
}

test('a deployed folder runs the command line', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'apps/cli/package.json'), 'utf8')) as { version: string };
  expect(run('apps/cli/src/main.ts', '--version')).toBe(`${version}\n`);
  expect(run('apps/cli/src/main.ts', '--help')).toMatch(/^usage: finest-hour/);
});

test('a deployed folder loads ingest', () => {
  const program = `const { serveIngest } = await import('./apps/ingest/src/server.ts'); console.log(typeof serveIngest);`;
  expect(run('--input-type=module', '--eval', program)).toBe('function\n');
});
