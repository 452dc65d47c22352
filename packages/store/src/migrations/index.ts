import type { Migration } from 'kysely/migration';
import * as first from './0001-first.ts';

/** All migrations by name, in the order in which they run. Landed ones never change; later ones expand, then contract. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': first,
};
