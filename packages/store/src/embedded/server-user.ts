import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { EmbeddedError } from './error.ts';

/** The account that a server runs under; undefined means: the one we run under ourselves. */
export type ServerUser = { readonly uid: number; readonly gid: number };

/**
 * PostgreSQL refuses to run as root. Root therefore lends it an account: whoever owns the data already, else `postgres`,
 * else `nobody`. No account is ever created.
 */
export function chooseServerUser(dataOwner: ServerUser | undefined): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (dataOwner !== undefined && dataOwner.uid !== 0) return dataOwner;
  const accounts = readAccounts(readFileSync('/etc/passwd', 'utf8'));
  const user = accounts.get('postgres') ?? accounts.get('nobody');
  if (user === undefined) {
    const advice = 'run as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own';
    throw new EmbeddedError(
      'no-server-user',
      `postgresql does not run as root, and there is no account postgres or nobody: ${advice}`,
    );
  }
  return user;
}

function readAccounts(passwd: string): Map<string, ServerUser> {
  const lines = passwd.split('\n').map((line) => line.split(':'));
  const accounts = lines.map(([name, , uid, gid]) => [name ?? '', { uid: Number(uid), gid: Number(gid) }] as const);
  return new Map(accounts.filter(([, user]) => user.uid > 0 && user.gid > 0));
}

/** Whether that account can come to `path` and use it as `test` means it: `-x` to enter or run, `-w` to write. */
export function canUse(user: ServerUser, path: string, how: '-x' | '-w'): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'test "$1" "$2"', 'sh', how, path], { ...user, cwd: '/', stdio: 'ignore' });
  return asked.status === 0;
}
