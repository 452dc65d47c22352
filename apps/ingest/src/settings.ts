import { LOG_LEVELS } from '@finest-hour/telemetry';
import { DEFAULT_EVENTS_PER_SECOND } from './app-options.ts';

/** What a process of its own is told by its environment; docs/operations.md lists the variables. */
export interface IngestSettings {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** Of the role that may erase; null: this process erases nobody. */
  readonly eraserUrl?: string | null;
  readonly logLevel: string;
  /** What a scraper of `/metrics` has to present; null: nothing. */
  readonly metricsToken?: string | null;
  /** Of each key; 0: no limit. */
  readonly eventsPerSecond?: number;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the settings from environment variables, or tells every mistake, one line each. */
export function readSettings(variables: Variables): IngestSettings | { readonly mistakes: readonly string[] } {
  const value = (name: string) => variables[name] || undefined;
  const mistakes: string[] = [];
  const port = value('INGEST_PORT') ?? '4100';
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    mistakes.push(`INGEST_PORT must be a port from 1 to 65535: ${port}`);
  }
  const databaseUrl = value('DATABASE_URL_INGEST') ?? value('DATABASE_URL') ?? '';
  if (!/^postgres(ql)?:$/.test(URL.parse(databaseUrl)?.protocol ?? '')) {
    // It may hold a password, so it is not repeated.
    mistakes.push('DATABASE_URL_INGEST (or DATABASE_URL) must be a postgres:// URL');
  }
  const ownEraserUrl = value('DATABASE_URL_ERASER');
  if (ownEraserUrl !== undefined && !/^postgres(ql)?:$/.test(URL.parse(ownEraserUrl)?.protocol ?? '')) {
    mistakes.push('DATABASE_URL_ERASER must be a postgres:// URL');
  }
  const eraserUrl = ownEraserUrl ?? value('DATABASE_URL') ?? null;
  const eventsPerSecond = value('INGEST_EVENTS_PER_SECOND') ?? String(DEFAULT_EVENTS_PER_SECOND);
  if (!/^\d{1,9}$/.test(eventsPerSecond)) {
    mistakes.push(`INGEST_EVENTS_PER_SECOND must be a whole number, 0 for no limit: ${eventsPerSecond}`);
  }
  const logLevel = value('LOG_LEVEL') ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) mistakes.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}: ${logLevel}`);
  const metricsToken = value('METRICS_TOKEN') ?? null;
  // It is a secret, so it is not repeated.
  if (metricsToken !== null && /\s/.test(metricsToken)) mistakes.push('METRICS_TOKEN must be without spaces');
  if (mistakes.length > 0) return { mistakes };
  const host = value('INGEST_HOST') ?? '127.0.0.1';
  return {
    port: Number(port),
    host,
    databaseUrl,
    eraserUrl,
    logLevel,
    metricsToken,
    eventsPerSecond: Number(eventsPerSecond),
  };
}
