import { env } from 'node:process';

/** What the dashboard is told by its environment; `server.ts` has refused what can't be used. */
export const settings = {
  databaseUrl: env.DATABASE_URL_READER ?? env.DATABASE_URL ?? null,
  timeZone: env.TIME_ZONE || 'UTC',
  ingestPort: env.INGEST_PORT || '4100',
  logLevel: env.LOG_LEVEL || 'info',
  /** What a scraper of `/metrics` has to present; null: nothing. */
  metricsToken: env.METRICS_TOKEN || null,
} as const;
