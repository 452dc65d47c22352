import { isTimeZone } from '@finest-hour/metrics';
import { LOG_LEVELS } from '@finest-hour/telemetry';
import { isLoopbackAddress } from './loopback.ts';

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
}

export type ParsedSettings =
  { readonly ok: true; readonly settings: ServerSettings } | { readonly ok: false; readonly message: string };

const DEFAULT_PORT = 4200;

/** Where to listen, from `HOST` and `DASHBOARD_PORT` (0: any free port). */
export function parseServerSettings(env: Readonly<Record<string, string | undefined>>): ParsedSettings {
  const host = env.HOST || '127.0.0.1';
  if (!isLoopbackAddress(host)) {
    return {
      ok: false,
      message: `refused to listen on ${host}: until sign-in exists the dashboard serves this machine alone; use HOST=127.0.0.1`,
    };
  }
  const given = env.DASHBOARD_PORT || String(DEFAULT_PORT);
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (!(port <= 65_535)) return { ok: false, message: `DASHBOARD_PORT is not a port: ${given}` };
  const timeZone = env.TIME_ZONE || 'UTC';
  if (!isTimeZone(timeZone)) return { ok: false, message: `TIME_ZONE is not a time zone: ${timeZone}` };
  const logLevel = env.LOG_LEVEL || 'info';
  if (!LOG_LEVELS.includes(logLevel)) {
    return { ok: false, message: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}: ${logLevel}` };
  }
  for (const name of ['METRICS_TOKEN', 'VANITY_READ_KEY']) {
    // It is a secret, so it is not repeated.
    if (/\s/.test(env[name] ?? '')) return { ok: false, message: `${name} must be without spaces` };
  }
  return { ok: true, settings: { host, port } };
}
