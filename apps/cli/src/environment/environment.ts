import { join } from 'node:path';
import { isTimeZone } from '@finest-hour/metrics';
import { ROLES, type Role } from '@finest-hour/store';
import { MisuseError } from '../misuse-error.ts';

/** The root of the checkout. */
export const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

/** Settings of the processes, from environment variables; docs/operations.md lists them. */
export interface Environment {
  /** Where the embedded database lives. */
  readonly home: string;
  /** The owner's URL of a database of one's own; null: the embedded one. */
  readonly databaseUrl: string | null;
  readonly roleUrls: Readonly<Partial<Record<Role, string>>>;
  readonly ingestPort: number;
  readonly dashboardPort: number;
  readonly demo: boolean;
  readonly timeZone: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Set to nothing is not set: compose files and CI pass on variables that way. */
function settingOf(variables: Variables, name: string): string | undefined {
  return variables[name] || undefined;
}

function readPort(variables: Variables, name: string, fallback: number, problems: string[]): number {
  const text = settingOf(variables, name);
  if (text === undefined) return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    problems.push(`${name} must be a port from 1 to 65535: ${text}`);
  return port;
}

function readUrl(variables: Variables, name: string, problems: string[]): string | null {
  const text = settingOf(variables, name);
  if (text === undefined) return null;
  // The URL may hold a password, so it is not repeated.
  if (!/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '')) problems.push(`${name} must be a postgres:// URL`);
  return text;
}

function readTimeZone(variables: Variables, problems: string[]): string {
  const text = settingOf(variables, 'TIME_ZONE') ?? 'UTC';
  if (!isTimeZone(text)) problems.push(`TIME_ZONE must be an IANA time zone such as Europe/Berlin: ${text}`);
  return text;
}

function readDemo(variables: Variables, databaseUrl: string | null, problems: string[]): boolean {
  const text = settingOf(variables, 'DEMO') ?? (databaseUrl === null ? 'on' : 'off');
  if (text !== 'on' && text !== 'off') problems.push(`DEMO must be on or off: ${text}`);
  return text === 'on';
}

/** Reads and checks the settings; all mistakes are told at once, one line each. */
export function readEnvironment(variables: Variables = process.env): Environment {
  const problems: string[] = [];
  const databaseUrl = readUrl(variables, 'DATABASE_URL', problems);
  const roleUrls: Partial<Record<Role, string>> = {};
  for (const role of ROLES) {
    const url = readUrl(variables, `DATABASE_URL_${role.toUpperCase()}`, problems);
    if (url !== null) roleUrls[role] = url;
  }
  const environment: Environment = {
    home: settingOf(variables, 'FINEST_HOUR_HOME') ?? join(ROOT, '.finest-hour'),
    databaseUrl,
    roleUrls,
    ingestPort: readPort(variables, 'INGEST_PORT', 4100, problems),
    dashboardPort: readPort(variables, 'DASHBOARD_PORT', 4200, problems),
    demo: readDemo(variables, databaseUrl, problems),
    timeZone: readTimeZone(variables, problems),
  };
  if (environment.ingestPort === environment.dashboardPort) {
    problems.push(`INGEST_PORT and DASHBOARD_PORT must differ: ${environment.ingestPort}`);
  }
  if (problems.length > 0) throw new MisuseError(problems.join('\n'));
  return environment;
}
