import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './connect.ts';
import { EmbeddedError, errorCode } from './error.ts';
import { withPlaces } from './place.ts';
import { identify, isAlive, type ProcessIdentity } from './process.ts';
import { runAs } from './run-as.ts';
import type { ServerUser } from './server-user.ts';
import { settingArguments, type Settings } from './settings.ts';

/** A server process and where it listens. */
export type Postmaster = ProcessIdentity & { readonly port: number };

export type Launch = {
  readonly data: string;
  /** The folder of PostgreSQL's programs, which `user` can enter. */
  readonly programs: string;
  readonly user: ServerUser | undefined;
  readonly password: string;
  readonly settings: Settings;
  readonly log: string;
  /** Told as soon as there is a process, long before it answers, so that it is never forgotten. */
  readonly onSpawn: (server: Postmaster) => void;
};

const attempts = 5;

/** Starts a server on a free port of loopback and waits until it answers, however long it takes to recover. */
export async function launch(wanted: Launch): Promise<Postmaster> {
  let said = '';
  for (let attempt = 0; attempt < attempts; attempt++) {
    const logStart = statSync(wanted.log, { throwIfNoEntry: false })?.size ?? 0;
    const server = await spawnServer(wanted, await freePort());
    if (server !== undefined) {
      wanted.onSpawn(server);
      if (await isReady(server, wanted.password)) return server;
      await stop(server);
    }
    said = readFileSync(wanted.log).subarray(logStart).toString('utf8').trim();
    if (!said.includes('could not bind')) break; // else somebody took the port in between: try another
  }
  throw new EmbeddedError('start-failed', `postgresql did not start; ${wanted.log} says: ${said || 'nothing'}`);
}

/** Waits until a server that is there answers: as long as it recovers, or, when it says nothing at all, a minute. */
export async function isReady(server: Postmaster, password: string): Promise<boolean> {
  const giveUpAt = Date.now() + 60_000;
  return answers({ ...server, password }, (state) => isAlive(server) && (state === 'busy' || Date.now() < giveUpAt));
}

/** Stops a server and waits for its end: sessions are cut off, what is committed is on disk. */
export async function stop(server: ProcessIdentity): Promise<void> {
  const waits = [
    { signal: 'SIGINT', seconds: 12 }, // fast: a checkpoint, then the end
    { signal: 'SIGQUIT', seconds: 5 }, // immediate: the next start replays the log
  ] as const;
  for (const { signal, seconds } of waits) {
    if (!isAlive(server)) return;
    signalIfAlive(server.pid, signal);
    const giveUpAt = Date.now() + seconds * 1000;
    while (isAlive(server) && Date.now() < giveUpAt) await sleep(20);
  }
  if (isAlive(server)) throw new EmbeddedError('stop-failed', `postgresql (process ${server.pid}) does not stop`);
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** The process, or undefined when it ended before it could be looked at; the log says why. */
async function spawnServer(wanted: Launch, port: number): Promise<Postmaster | undefined> {
  return withPlaces(wanted.user, [wanted.data], async (places) => {
    const log = openSync(wanted.log, 'a', 0o600);
    const path = places[0]?.path ?? wanted.data;
    const args = ['-D', path, '-p', String(port), ...settingArguments(wanted.settings)];
    try {
      const child = runAs({ program: join(wanted.programs, 'bin', 'postgres'), args, user: wanted.user, places, log });
      await once(child, 'spawn');
      child.unref();
      const identity = identify(child.pid ?? 0);
      return identity === undefined ? undefined : { ...identity, port };
    } catch (error) {
      throw new EmbeddedError('start-failed', `postgresql did not start: ${String(error)}`, { cause: error });
    } finally {
      closeSync(log);
    }
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a listener on a port has no port');
  return address.port;
}
