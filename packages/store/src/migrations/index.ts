import type { Migration } from 'kysely/migration';
import * as first from './0001-first.ts';
import * as timeAndCustomers from './0002-time-and-customers.ts';
import * as links from './0003-links.ts';
import * as earlySigns from './0004-early-signs.ts';
import * as rejectedAndKeys from './0005-rejected-and-keys.ts';
import * as watched from './0006-watched.ts';
import * as erasure from './0007-erasure.ts';
import * as retention from './0008-retention.ts';
import * as several from './0009-several.ts';
import * as vanity from './0010-vanity.ts';
import * as playbook from './0011-playbook.ts';
import * as countedFirst from './0012-counted-first.ts';
import * as playbookWhole from './0014-playbook-whole.ts';
import * as weekHandOffs from './0015-week-hand-offs.ts';
import * as roomForChanges from './0016-room-for-changes.ts';

/** All migrations by name, in the order in which they run. Landed ones never change; later ones expand, then contract. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-time-and-customers': timeAndCustomers,
  '0003-links': links,
  '0004-early-signs': earlySigns,
  '0005-rejected-and-keys': rejectedAndKeys,
  '0006-watched': watched,
  '0007-erasure': erasure,
  '0008-retention': retention,
  '0009-several': several,
  '0010-vanity': vanity,
  '0011-playbook': playbook,
  '0012-counted-first': countedFirst,
  '0014-playbook-whole': playbookWhole,
  '0015-week-hand-offs': weekHandOffs,
  '0016-room-for-changes': roomForChanges,
};
