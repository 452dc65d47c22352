import { migrate, provision, ROLES, setRolePasswords, type Role } from '@finest-hour/store';
import { acquireEmbedded } from '@finest-hour/store/embedded';
import type { Command } from '../command.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readOptions } from '../options.ts';

/** The passwords that the roles' URLs name. */
function passwordsOf(urls: Readonly<Partial<Record<Role, string>>>): Partial<Record<Role, string>> {
  return Object.fromEntries(
    ROLES.flatMap((role) => {
      const url = urls[role];
      const password = url === undefined ? '' : decodeURIComponent(new URL(url).password);
      return password === '' ? [] : [[role, password]];
    }),
  );
}

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  summary: 'brings the database to the newest schema, as its owner; sets the passwords that DATABASE_URL_<ROLE> name',
  run: async (args) => {
    readOptions(args, {});
    const { databaseUrl, roleUrls, home } = readEnvironment();
    if (databaseUrl === null) {
      const embedded = await acquireEmbedded(home);
      try {
        await provision(embedded.adminUrl, embedded.superuserPassword);
      } finally {
        await embedded.release();
      }
      process.stdout.write('the embedded database is current\n');
      return;
    }
    const ran = await migrate(databaseUrl);
    await setRolePasswords(databaseUrl, passwordsOf(roleUrls));
    process.stdout.write(
      ran.length === 0 ? 'nothing to do: the schema is current\n' : `${ran.map((name) => `ran ${name}`).join('\n')}\n`,
    );
  },
};
