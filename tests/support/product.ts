import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '..', '..');
const main = join(root, 'apps', 'cli', 'src', 'main.ts');

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The product as `start` runs it, in a home of its own, with its demo. */
export type Product = {
  readonly ingestUrl: string;
  readonly dashboardUrl: string;
  /** Process id of its PostgreSQL. */
  databasePid(): number;
  /** Resolves when it has ended by itself; answers what `stop` does. */
  readonly ended: Promise<Ended>;
  /** Runs `finest-hour …` against it and answers what it prints. */
  cli(...args: readonly string[]): Promise<string>;
  /** Ctrl-C; answers the exit code and everything that was printed. */
  stop(): Promise<Ended>;
};

export type Ended = { readonly code: number | null; readonly output: string };

export type Home = { readonly home: string; readonly env: NodeJS.ProcessEnv };

export async function makeHome(): Promise<Home> {
  const home = mkdtempSync(join(tmpdir(), 'finest-hour-product-'));
  const ports = { INGEST_PORT: String(await freePort()), DASHBOARD_PORT: String(await freePort()) };
  return { home, env: { ...process.env, FINEST_HOUR_HOME: home, ...ports, CI: 'true' } };
}

export async function runCli({ env }: Home, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...args], {
    cwd: root,
    env,
    maxBuffer: 1 << 26,
  });
  return stdout;
}

async function untilPrinted(child: ChildProcess, output: () => string, text: string): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`start ended by itself:\n${output()}`);
  });
  const printed = new Promise<void>((resolve) => {
    const look = () => output().includes(text) && resolve();
    child.stdout?.on('data', look);
  });
  await Promise.race([printed, ended]);
  ended.catch(() => undefined);
}

/** Starts the product with a demo and waits until it has said where it is. */
export async function startProduct(demo: 'company' | 'servicenow' = 'servicenow'): Promise<Product> {
  const made = await makeHome();
  const child = spawn(process.execPath, [main, 'start', '--demo', demo], {
    cwd: root,
    env: made.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, output }));
  await untilPrinted(child, () => output, 'Ctrl-C stops everything');
  return {
    ended,
    databasePid: () => Number.parseInt(readFileSync(join(made.home, 'postgres', 'postmaster.pid'), 'utf8'), 10),
    ingestUrl: `http://127.0.0.1:${made.env['INGEST_PORT'] ?? ''}`,
    dashboardUrl: `http://127.0.0.1:${made.env['DASHBOARD_PORT'] ?? ''}`,
    cli: (...args) => runCli(made, args),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      const last = await ended;
      rmSync(made.home, { recursive: true, force: true });
      return last;
    },
  };
}
