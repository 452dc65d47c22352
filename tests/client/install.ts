import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const packageFolder = join(import.meta.dirname, '..', '..', 'packages', 'client');

/** Without what pnpm tells npm through the environment. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));

/** A folder outside the workspace with the packed client installed, by npm, without a network and from an empty cache. */
export function installPacked(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'finest-hour-client-'));
  const npm = (cwd: string, ...args: readonly string[]) =>
    execFileSync('npm', [...args, '--silent', '--cache', join(folder, '.npm')], { cwd, env, encoding: 'utf8' });
  // `pnpm test` has built it; to build here would take the files away from tests that copy them.
  const tarball = npm(packageFolder, 'pack', '--ignore-scripts', '--pack-destination', folder).trim();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', `./${tarball}`);
  return folder;
}

/** Every Node of another version on the path, the one that runs this first. */
export function nodesOnPath(): readonly (readonly [version: string, program: string])[] {
  const programs = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const versions = new Map([[process.version, process.execPath]]);
  for (const program of programs) {
    try {
      const version = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).trim();
      if (!versions.has(version)) versions.set(version, program);
    } catch {
      continue; // no Node there
    }
  }
  return [...versions];
}
