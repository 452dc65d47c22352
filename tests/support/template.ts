import { provision } from '@finest-hour/store';

export const templateName = 'finest_hour_template';

/** Makes the database that every test database is cloned from: migrated once, and empty. */
export async function prepareTemplate(adminUrl: string): Promise<void> {
  await provision(databaseUrl(adminUrl, templateName), secretOf(adminUrl));
}

/** The roles' passwords follow from the superuser's: nothing else has to be told to the processes of a run. */
export function secretOf(adminUrl: string): string {
  return new URL(adminUrl).password;
}

export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}
