/** PostgreSQL roles, one for each thing a process may do. The owner migrates and is nobody's connection at work. */
export const ROLE_NAMES = {
  ingest: 'finest_hour_ingest',
  worker: 'finest_hour_worker',
  reader: 'finest_hour_reader',
  vanity: 'finest_hour_vanity',
  admin: 'finest_hour_admin',
  eraser: 'finest_hour_eraser',
} as const;
export type Role = keyof typeof ROLE_NAMES;

export const ROLES = Object.keys(ROLE_NAMES) as readonly Role[];

export const OWNER_NAME = 'finest_hour_owner';

/** The same server and database as another role. */
export function urlAs(url: string, user: string, password: string): string {
  const as = new URL(url);
  as.username = encodeURIComponent(user);
  as.password = encodeURIComponent(password);
  return as.href;
}
