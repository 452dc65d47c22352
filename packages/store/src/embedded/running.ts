import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { answers } from './connect.ts';
import { errorCode } from './error.ts';
import { isReady, type Postmaster } from './postmaster.ts';
import { identify, isAlive } from './process.ts';
import type { Server, State } from './state.ts';

/**
 * The server that runs on `data` and answers, or undefined after making sure that one can be started there.
 * It is the one in the state, if that process still lives; else one whose start was not written down in time, found by
 * PostgreSQL's own `postmaster.pid`. After a crash that file may name a process of somebody else's, and PostgreSQL
 * would wait for it for ever: it is removed unless a server answers there to our password.
 */
export async function findRunning(data: string, { server, password }: State): Promise<Server | undefined> {
  if (password === undefined) return undefined;
  if (server !== undefined && isAlive(server)) return (await isReady(server, password)) ? server : undefined;

  const pidFile = join(data, 'postmaster.pid');
  const named = readPidFile(pidFile);
  if (named === undefined) return undefined;
  const giveUpAt = Date.now() + 3_000;
  const goesOn = (state: 'silent' | 'busy') => isAlive(named) && (state === 'busy' || Date.now() < giveUpAt);
  if (isAlive(named) && (await answers({ port: named.port, password }, goesOn))) return named;
  rmSync(pidFile, { force: true });
  return undefined;
}

/** Process id on its first line, port on its fourth. A process that has ended is given as one that never was. */
function readPidFile(path: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    return { ...(identify(pid) ?? { pid, startedAt: '' }), port: Number.parseInt(lines[3] ?? '', 10) };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
