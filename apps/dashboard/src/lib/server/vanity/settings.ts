import { env } from 'node:process';

/** What the page of readings is told by its environment: nothing of what recovery's pages are told. */
export const settings = {
  databaseUrl: env.DATABASE_URL_VANITY || env.DATABASE_URL || null,
  /** With what the page asks `/api/v1/report`, like anybody else; null: it does not know recovery. */
  readKey: env.VANITY_READ_KEY || null,
} as const;
