import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { TestDatabase } from '../support/database.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ROLES = ['INGEST', 'WORKER', 'READER', 'VANITY', 'ADMIN', 'ERASER'] as const;

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Call {
  readonly settings?: Readonly<Record<string, string>>;
  /** What it reads from standard input. */
  readonly input?: string;
}

/** Runs `finest-hour` as somebody at a terminal would, each role on its own URL. */
export function runFinestHour(
  { urls }: TestDatabase,
  args: readonly string[],
  { settings = {}, input = '' }: Call = {},
): Promise<Outcome> {
  const roles = ROLES.map((role) => [`DATABASE_URL_${role}`, urls[role.toLowerCase() as Lowercase<typeof role>]]);
  const env = { ...process.env, DATABASE_URL: '', TIME_ZONE: 'UTC', ...Object.fromEntries(roles), ...settings };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['apps/cli/src/main.ts', ...args], { cwd: ROOT, env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
    child.stdin?.end(input);
  });
}
