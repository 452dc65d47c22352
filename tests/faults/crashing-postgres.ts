import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provision, type RoleUrls } from '@finest-hour/store';
import { acquireEmbedded } from '@finest-hour/store/embedded';
import { pause } from './processes.ts';

/** A PostgreSQL that is killed and comes back where it was, with an address that stays the same. */
export interface CrashingPostgres {
  readonly urls: RoleUrls & { readonly superuser: string };
  /** `kill -9` of the server and all its processes, and a new start, which recovers from the log. */
  crash(): Promise<void>;
  end(): Promise<void>;
}

// The machine stays up, so what a process wrote is there even if the disk was not waited for; receipts wait for the log.
const SETTINGS = { fsync: 'off', synchronous_commit: 'on', shared_buffers: '64MB' };

const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The server first, so that it cannot notice the end of the others. */
async function killAll(data: string): Promise<void> {
  const server = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10);
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const children = table.map((line) => line.trim().split(/\s+/).map(Number)).filter(([, parent]) => parent === server);
  const all = [server, ...children.map(([pid = 0]) => pid)];
  for (const pid of all) if (isThere(pid)) process.kill(pid, 'SIGKILL');
  while (all.slice(1).some(isThere)) await pause(5);
}

/** A door that leads to whatever port the server has now; shut in everybody's face while there is none. */
async function openDoor(portNow: () => number) {
  const through = new Set<Socket>();
  const door = createServer((from) => {
    const to = connect(portNow(), '127.0.0.1');
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      through.add(one);
      one.on('error', () => other.destroy()).on('close', () => (other.destroy(), through.delete(one)));
      one.pipe(other);
    }
  });
  await once(door.listen(0, '127.0.0.1'), 'listening');
  const address = door.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, close: () => (door.close(), through.forEach((socket) => socket.destroy())) };
}

export async function startCrashingPostgres(): Promise<CrashingPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'finest-hour-crash-'));
  let embedded = await acquireEmbedded(home, SETTINGS);
  const door = await openDoor(() => embedded.port);
  const atDoor = (text: string) => {
    const url = new URL(text);
    url.port = String(door.port);
    return url.href;
  };
  const urls = await provision(atDoor(embedded.adminUrl), embedded.superuserPassword);
  return {
    urls: { ...urls, superuser: atDoor(embedded.adminUrl) },
    crash: async () => {
      await killAll(join(home, 'postgres'));
      embedded = await acquireEmbedded(home, SETTINGS);
    },
    end: async () => {
      door.close();
      await embedded.release();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
