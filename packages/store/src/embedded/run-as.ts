import { type ChildProcess, spawn } from 'node:child_process';
import { inheritedHandles, type Place } from './place.ts';
import type { ServerUser } from './server-user.ts';

export type Run = {
  readonly program: string;
  readonly args: readonly string[];
  readonly user: ServerUser | undefined;
  readonly places: readonly Place[];
  /** An open file that takes what the program says. */
  readonly log: number;
};

/**
 * Starts a program of PostgreSQL in a session of its own: a Ctrl-C in the terminal reaches the group that it was typed
 * to, not the database that others still need. It inherits nothing of our environment that could change its ways.
 */
export function runAs({ program, args, user, places, log }: Run): ChildProcess {
  return spawn(program, args, {
    ...user,
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_MESSAGES: 'C', TZ: 'UTC' },
    stdio: ['ignore', log, log, ...inheritedHandles(places)],
  });
}
