import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Database } from '@finest-hour/store';
import { sql } from 'kysely';

const ROOT = join(import.meta.dirname, '..', '..');

/** A process of ours under test. */
export interface Running {
  /** Resolves when it has ended: its exit code, or null where it was killed, and what it wrote to standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
  isRunning(): boolean;
  /** Throws what it wrote where it has ended by itself, so that nobody waits for what will not come. */
  mustRun(): void;
  /** `kill -9`, and waits for the end. */
  kill(): Promise<void>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
}

const started = new Set<Running>();

/** Ends what a test that failed has left running. */
export async function killLeftovers(): Promise<void> {
  for (const running of started) await running.kill();
  started.clear();
}

/** Starts a program of this repository with nothing of our own settings but what is given. */
export function start(args: readonly string[], settings: Readonly<Record<string, string>>): Running {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_URL|FINEST_HOUR|INGEST_|NODE_OPTIONS)/.test(name),
  );
  const child = spawn(process.execPath, [...args], {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }));
  const signal = async (name: NodeJS.Signals) => {
    child.kill(name);
    await ended;
  };
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const running: Running = {
    ended,
    isRunning,
    mustRun: () => {
      if (!isRunning()) throw new Error(`${args.join(' ')} has ended with ${child.exitCode}: ${errors}`);
    },
    kill: () => signal('SIGKILL'),
    stop: () => signal('SIGTERM'),
  };
  started.add(running);
  return running;
}

export const CLI = 'apps/cli/src/main.ts';
export const INGEST = 'apps/ingest/src/server.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32), so that a failure can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a killed worker held stays leased for ten seconds; tests do not wait for them to pass. */
export async function passLeases(db: Database): Promise<void> {
  await sql`update recovery.lease set expires = '-infinity'`.execute(db);
  await sql`delete from recovery.worker`.execute(db);
}

/** How far things are: events that are stored, and cases that have facts. */
export async function progress(db: Database): Promise<number> {
  const { rows } = await sql<{ done: number }>`
    select (select count(*) from log.event) + (select count(*) from recovery.case_fact) as done`.execute(db);
  return rows[0]?.done ?? 0;
}

/** Resolves once there is so much progress, or the process has ended. */
export async function untilProgress(db: Database, running: Running, target: number): Promise<void> {
  while (running.isRunning() && (await progress(db)) < target) await pause(3);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
