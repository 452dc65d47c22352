import { totalmem } from 'node:os';

/** The superuser of the embedded server, made by initdb. */
export const superuser = 'postgres';

/** The database that everything lives in. */
export const databaseName = 'finest_hour';

export type Settings = Readonly<Record<string, string>>;

const MB = 2 ** 20;

/** What this process may use of the machine's memory. */
function memoryBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}

/**
 * An eighth of the memory, from 128 MB to 2 GB: a stream's events lie far apart in the log, and whoever folds a backlog
 * reads most of its pages. Taken as it is needed.
 */
export function sharedBuffers(bytes: number): string {
  return `${Math.min(2048, Math.max(128, Math.floor(bytes / 8 / MB)))}MB`;
}

/**
 * How the embedded server runs, beside PostgreSQL's own defaults: on loopback only, durable, sized for one machine of
 * two cores. What customers said must not reach a log file, so neither statements nor the details of errors are logged.
 */
export const serverSettings: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: sharedBuffers(memoryBytes()),
  max_wal_size: '2GB',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** As arguments of the server program. */
export function settingArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * UTF-8 text, sorted by code point wherever the server runs: the collation is PostgreSQL's own, not the system's, whose
 * order changes with its version. The system's C.UTF-8, which macOS lacks, is used for messages alone.
 */
export function initdbArguments(data: string, passwordFile: string): string[] {
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  return [
    ...['-D', data, `--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    ...[
      `--locale=${locale}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ],
  ];
}
