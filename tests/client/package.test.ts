import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { publint } from 'publint';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RUN_TO_THE_END, SERVE, TYPED } from './consumer.ts';
import { installPacked, nodesOnPath } from './install.ts';
import { receiver, type Receiver } from './receiver.ts';

let folder: string;
let installed: string;
let server: Receiver;

beforeAll(() => {
  const manifest = JSON.stringify({ name: 'consumer', private: true, type: 'module' });
  folder = installPacked({ 'package.json': manifest, 'typed.ts': TYPED, 'run.js': RUN_TO_THE_END, 'serve.js': SERVE });
  installed = join(folder, 'node_modules', '@finest-hour', 'client');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  server = await receiver();
});
afterEach(() => server.close());

const subjects = () => server.received.map(({ subject }) => subject);

test('the package holds what is published and nothing else, and brings no other package', () => {
  const files = globSync('**/*', { cwd: installed, withFileTypes: true }).filter((one) => one.isFile());
  const names = files.map(({ name }) => name.replace(/^[\w-]+\.d\.ts$/, '*.d.ts'));
  expect([...new Set(names)].sort()).toEqual(['*.d.ts', 'LICENSE', 'README.md', 'index.js', 'package.json']);
  expect(globSync('*/*', { cwd: join(folder, 'node_modules') })).toEqual([join('@finest-hour', 'client')]);
  const declarations = globSync('dist/*.d.ts', { cwd: installed }).map((name) =>
    readFileSync(join(installed, name), 'utf8'),
  );
  const imported = declarations.flatMap((text) =>
    [...text.matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, from]) => from),
  );
  expect(imported.filter((from) => !from?.startsWith('./'))).toEqual([]);
});

test('its manifest is as it is read in the world: of no workspace, no catalog, and nothing that is needed to build it', () => {
  const text = readFileSync(join(installed, 'package.json'), 'utf8');
  expect(text).not.toMatch(/(workspace|catalog|link|file):/);
  const manifest = JSON.parse(text) as Record<string, unknown>;
  expect(Object.keys(manifest).filter((name) => /dependencies/i.test(name))).toEqual([]);
  expect(manifest).toMatchObject({ name: '@finest-hour/client', license: 'Apache-2.0', files: ['dist'] });
});

test('its code is under 5,000 bytes compressed, and imports nothing', () => {
  const code = readFileSync(join(installed, 'dist', 'index.js'));
  expect(gzipSync(code).length).toBeLessThan(5000);
  expect(code.toString()).not.toMatch(/\b(import|require)\b/);
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
  expect(messages).toEqual([]);
});

describe.each([
  ['as Node resolves it', ['--module', 'nodenext', '--lib', 'es2022,dom']],
  ['as bundlers do', ['--module', 'es2022', '--moduleResolution', 'bundler', '--lib', 'es2022,dom']],
])('%s', (_, options) => {
  test('its types need no other package, and tell data that fits from data that does not', { timeout: 60_000 }, () => {
    const tsc = join(fileURLToPath(import.meta.resolve('typescript')), '..', '..', 'bin', 'tsc');
    expect(existsSync(tsc)).toBe(true);
    const strict = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--skipDefaultLibCheck',
      '--target',
      'es2022',
    ];
    const compile = () =>
      execFileSync(process.execPath, [tsc, ...strict, ...options, 'typed.ts'], { cwd: folder, encoding: 'utf8' });
    expect(compile()).toBe('');
  });
});

describe.each(nodesOnPath())('with Node %s', (_, node) => {
  const start = (program: string) =>
    spawn(node, [program, server.url], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });

  test(
    'a program that ends has everything sent first, in spite of a server that is busy',
    { timeout: 60_000 },
    async () => {
      const child = start('run.js');
      const printed = Buffer.concat(await child.stdout.toArray()).toString();
      expect(JSON.parse(printed)).toEqual({ stored: true, id: 'e-5' });
      expect(subjects()).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `case-${n}`));
      expect(server.received[0]?.encoding).toBe('gzip');
      expect(server.requests).toBe(3);
    },
  );

  test('a service that is told to end sends what waits, and ends by that signal', { timeout: 60_000 }, async () => {
    const child = start('serve.js');
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
    expect(subjects()).toEqual(['case-1']);
  });
});
