import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { adminUrl } from './connect.ts';
import { dataOwner } from './data-folder.ts';
import { EmbeddedError } from './error.ts';
import { initialise } from './initialise.ts';
import { launch, type Postmaster, stop } from './postmaster.ts';
import { currentProcess, isAlive } from './process.ts';
import { installedPrograms } from './programs.ts';
import { findRunning } from './running.ts';
import { chooseServerUser } from './server-user.ts';
import { serverSettings, type Settings } from './settings.ts';
import { programsFor, removeCopy } from './shared-copy.ts';
import { type Server, type StateFile, withState } from './state.ts';

export type Embedded = {
  /** The superuser's address of the database `finest_hour`, which is there once `provision` has made it. */
  readonly adminUrl: string;
  readonly port: number;
  readonly superuserPassword: string;
  /** Whether the server is still there; somebody else may have ended it. */
  isRunning(): boolean;
  /** Says that it is no longer needed; the last one to say so stops the server, and waits for its end. */
  release(): Promise<void>;
};

/**
 * The PostgreSQL 18 of `home`, running: the one that others use already, or started for us, on 127.0.0.1 alone, with
 * its data in `home/postgres`. It outlives this process if it must; a process that died without releasing it no longer
 * counts as using it. `settings` go on top of the server's own, when this call is the one that starts it.
 *
 * @throws EmbeddedError
 */
export async function acquireEmbedded(home: string, settings: Settings = {}): Promise<Embedded> {
  mkdirSync(home, { recursive: true });
  const folder = realpathSync(home);
  const user = { ...currentProcess(), id: randomUUID() };
  const access = await withState(folder, async (file) => {
    prune(file);
    const password = file.read().password ?? randomBytes(24).toString('base64url');
    try {
      const server = await ensureServer({ file, folder, password, settings });
      file.write({ ...file.read(), users: [...file.read().users, user] });
      return { port: server.port, password, server };
    } finally {
      await stopUnused(file); // if we failed, and nobody else is using it
    }
  });
  let released: Promise<void> | undefined;
  return {
    adminUrl: adminUrl(access),
    port: access.port,
    superuserPassword: access.password,
    isRunning: () => isAlive(access.server),
    release: () => (released ??= release(folder, user.id, access.server)),
  };
}

type Wanted = {
  readonly file: StateFile;
  readonly folder: string;
  readonly password: string;
  readonly settings: Settings;
};

async function ensureServer({ file, folder, password, settings }: Wanted): Promise<Server> {
  const data = join(folder, 'postgres');
  const installed = installedPrograms();
  const owner = dataOwner(data, installed.version);
  const running = owner === undefined ? undefined : await findRunning(data, file.read());
  if (running !== undefined) {
    file.write({ ...file.read(), server: running });
    return running;
  }
  const user = chooseServerUser(owner);
  const programs = programsFor(user, installed);
  if (owner === undefined) {
    file.write({ password, users: [] });
    await initialise({ data, programs: programs.folder, user, password });
  } else if (file.read().password === undefined) {
    throw new EmbeddedError('password-missing', `the state of ${data} is lost, and with it the superuser's password`);
  }
  const withCopy = (server: Postmaster) => (programs.temporary ? { ...server, copy: programs.folder } : server);
  const started = await launch({
    ...{ data, programs: programs.folder, user, password, log: join(folder, 'postgres.log') },
    settings: { ...serverSettings, ...settings },
    onSpawn: (server) => file.write({ password, users: [], server: withCopy(server) }),
  });
  return withCopy(started);
}

async function release(folder: string, id: string, server: Server): Promise<void> {
  if (!existsSync(folder)) return stop(server); // the home was removed under it
  await withState(folder, async (file) => {
    const state = file.read();
    file.write({ ...state, server: state.server ?? server, users: state.users.filter((user) => user.id !== id) });
    prune(file);
    await stopUnused(file);
  });
}

/** Forgets the users that died without releasing. */
function prune(file: StateFile): void {
  const state = file.read();
  file.write({ ...state, users: state.users.filter(isAlive) });
}

async function stopUnused(file: StateFile): Promise<void> {
  const { server, users, ...rest } = file.read();
  if (server === undefined || users.length > 0) return;
  await stop(server);
  if (server.copy !== undefined) removeCopy(server.copy);
  file.write({ ...rest, users });
}
