import {
  FLAG_COLUMNS,
  maturesAfterUs,
  PLAYBOOK_SHARES,
  playbookWindows,
  type BookSettings,
  type Coverage,
  type PlaybookFlag,
  type PlaybookShare,
  type PlaybookShareName,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import { FLAG_COLUMN_NAMES } from './fact-filter.ts';

/** Cases of which a share of the playbook is told: those that have what it tells, or those that have not. */
export interface ShareAsked {
  readonly share: PlaybookShareName;
  readonly has: boolean;
}

/** Whether a case has a flag. */
function hasFlag(flag: PlaybookFlag): RawBuilder<boolean> {
  const column = FLAG_COLUMNS.findIndex((flags) => flags.includes(flag));
  const mask = 1 << (FLAG_COLUMNS[column]?.indexOf(flag) ?? 0);
  return sql<boolean>`(${sql.ref(FLAG_COLUMN_NAMES[column] ?? '')} & ${sql.lit(mask)}) <> 0`;
}

/** Of cases that have matured and count. */
export function hasShare(
  { share, has }: ShareAsked,
  coverage: Coverage,
  settings: BookSettings,
  asOfUs: number,
): RawBuilder<boolean> {
  const window = playbookWindows(coverage, maturesAfterUs(settings), asOfUs).shares[share];
  if (window === null) return sql<boolean>`false`;
  const { of, without, flag }: PlaybookShare = PLAYBOOK_SHARES[share];
  const conditions = [
    ...(Number.isFinite(window.fromUs) ? [sql`opened_us >= ${window.fromUs}::bigint`] : []),
    ...(Number.isFinite(window.toUs) ? [sql`opened_us <= ${window.toUs}::bigint`] : []),
    ...(of === null ? [] : [hasFlag(of)]),
    ...(without === undefined ? [] : [sql`not ${hasFlag(without)}`]),
    has ? hasFlag(flag) : sql`not ${hasFlag(flag)}`,
  ];
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}
