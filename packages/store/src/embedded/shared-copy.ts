import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedError, errorCode } from './error.ts';
import type { Programs } from './programs.ts';
import { canUse, type ServerUser } from './server-user.ts';

/** `temporary`: nobody else will find this copy, so whoever stops the server removes it (`removeCopy`). */
export type UsablePrograms = { readonly folder: string; readonly temporary: boolean };

/** The folder of programs that `user` can run: where they are installed or, below a closed folder, a copy. */
export function programsFor(user: ServerUser | undefined, installed: Programs): UsablePrograms {
  if (user === undefined || canRun(user, installed.folder)) return { folder: installed.folder, temporary: false };
  return copyFor(user, installed);
}

export function removeCopy(folder: string): void {
  rmSync(dirname(folder), { recursive: true, force: true });
}

/**
 * A copy of the programs that `user` can run, for when they are installed in a folder closed to it (as under `/root`).
 * It is made once, in a cache that root alone may write, and taken only from there: whoever could write it would choose
 * what the server runs. Without such a cache it is made afresh, in a folder that nobody could have prepared.
 */
export function copyFor(user: ServerUser, programs: Programs, cache = '/var/cache/finest-hour'): UsablePrograms {
  const copies = [() => cachedCopy(programs, cache), () => temporaryCopy(programs)];
  for (const make of copies) {
    const copy = make();
    if (copy !== undefined && canRun(user, copy.folder)) return copy;
    if (copy?.temporary === true) removeCopy(copy.folder);
  }
  throw new EmbeddedError(
    'closed-folder',
    `user ${user.uid} can enter neither ${programs.folder} nor a copy in ${cache} or /tmp`,
  );
}

function canRun(user: ServerUser, folder: string): boolean {
  return canUse(user, join(folder, 'bin', 'postgres'), '-x');
}

function cachedCopy(programs: Programs, cache: string): UsablePrograms | undefined {
  const folder = join(cache, `postgresql-${programs.version}`);
  try {
    mkdirSync(cache, { recursive: true, mode: 0o755 });
    if (!isRootsAlone(cache)) return undefined;
    if (!isRootsAlone(folder)) {
      const draft = mkdtempSync(join(cache, 'copying-'));
      copyPrograms(programs.folder, draft);
      putInPlace(draft, folder);
    }
    return isRootsAlone(folder) ? { folder, temporary: false } : undefined;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

function temporaryCopy(programs: Programs): UsablePrograms | undefined {
  const above = mkdtempSync('/tmp/finest-hour-postgresql-');
  chmodSync(above, 0o755);
  const folder = join(above, 'postgresql');
  copyPrograms(programs.folder, folder);
  return { folder, temporary: true };
}

/** Open to everybody for reading and running, whatever the umask; writable by root alone. */
function copyPrograms(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  execFileSync('cp', ['-R', `${from}/.`, to]);
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', to]);
}

/** Renaming is all or nothing; when another process was first, its copy is as good. */
function putInPlace(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
  }
}

function isRootsAlone(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0;
}
