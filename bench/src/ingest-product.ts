import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { INGEST_PROCESS } from '@finest-hour/cli/ingest-process';
import { WORKER_PROCESS } from '@finest-hour/cli/worker-process';
import { createKey, openDatabase, provision, type Database } from '@finest-hour/store';
import { acquireEmbedded } from '@finest-hour/store/embedded';
import type { LoadJob, LoadOrder, LoadResult } from './ingest-jobs.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The product as in production, each part a process of its own, and the load generator beside it. */
export interface Product {
  /** As the superuser. */
  readonly db: Database;
  readonly url: string;
  readonly key: string;
  load(job: LoadJob): Promise<LoadResult>;
  /** Seconds of the processor that ingest has used. */
  ingestCpuSeconds(): number;
  /** The most memory that ingest ever held, in MB (2^20 bytes). */
  ingestMaxRssMb(): number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function start(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    // Over the channel they notice when the bench dies, and end.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function untilAlive(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      if ((await fetch(`${url}/readyz`)).ok) return;
    } catch (error) {
      if (tries > 200) throw error;
    }
    await sleep(50);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

function ask(generator: ChildProcess, order: LoadOrder): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    generator.once('message', (answer: { readonly result?: LoadResult; readonly error?: string }) => {
      if (answer.result !== undefined) resolve(answer.result);
      else reject(new Error(answer.error));
    });
    generator.send(order);
  });
}

const TICKS_A_SECOND = 100;

/** Processor time of a process, as Linux counts it. */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

function maxRssMbOf(pid: number): number {
  return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Starts an embedded database, ingest, a worker and the load generator. */
export async function startProduct(): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), 'finest-hour-bench-'));
  const embedded = await acquireEmbedded(home);
  const urls = await provision(embedded.adminUrl, embedded.superuserPassword);
  const db = openDatabase(embedded.adminUrl, { statementTimeoutMs: 0 });
  const key = await createKey(db, 'bench', ['ingest']);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const ingest = start([...INGEST_PROCESS.flags, 'apps/ingest/src/server.ts'], {
    ...INGEST_PROCESS.env,
    ...{ DATABASE_URL_INGEST: urls.ingest, INGEST_PORT: String(port), LOG_LEVEL: 'warn' },
  });
  const worker = start([...WORKER_PROCESS.flags, 'apps/cli/src/main.ts', 'worker'], {
    ...{ DATABASE_URL_WORKER: urls.worker, DATABASE_URL_VANITY: urls.vanity },
  });
  const generator = fork(join(import.meta.dirname, 'ingest-load.ts'));
  const pid = ingest.pid ?? 0;
  await untilAlive(url);
  return {
    ...{ db, url, key },
    load: (job) => ask(generator, { host: '127.0.0.1', port, key, job }),
    ingestCpuSeconds: () => cpuSecondsOf(pid),
    ingestMaxRssMb: () => maxRssMbOf(pid),
    stop: async () => {
      await Promise.all([end(ingest), end(worker), end(generator)]);
      await db.destroy();
      await embedded.release();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
