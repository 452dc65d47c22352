import { DEFAULT_BOOK_SETTINGS, type BookSettings } from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { markEverything } from './mark.ts';

export type SettingName = keyof BookSettings;

export const SETTING_NAMES = Object.keys(DEFAULT_BOOK_SETTINGS) as readonly SettingName[];

/** What the definitions are set to; what was never set has its default. */
export async function readBookSettings(db: Database | Work): Promise<BookSettings> {
  const { rows } = await sql<{ name: string; value: unknown }>`select name, value from access.setting`.execute(db);
  const set = Object.fromEntries(
    rows
      .filter(({ name }) => (SETTING_NAMES as readonly string[]).includes(name))
      .map(({ name, value }) => [name, value]),
  );
  return { ...DEFAULT_BOOK_SETTINGS, ...set };
}

export type ParsedSetting =
  | { readonly ok: true; readonly name: SettingName; readonly value: BookSettings[SettingName] }
  | { readonly ok: false; readonly detail: string };

function parseWholeNumber(text: string, from: number, to: number): number | null {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= from && value <= to ? value : null;
}

const LIMITS = {
  resolveWithinDays: [1, 365],
  holdForDays: [0, 365],
  ownershipTargetSeconds: [1, 30 * 86_400],
} as const;

/** Reads a setting as written on a command line. Front desks are team ids, separated by commas. */
export function parseSetting(name: string, text: string): ParsedSetting {
  if (name === 'frontDesks') {
    const teams = text
      .split(',')
      .map((team) => team.trim())
      .filter((team) => team !== '');
    return { ok: true, name, value: [...new Set(teams)].sort() };
  }
  if (!Object.hasOwn(LIMITS, name))
    return { ok: false, detail: `unknown setting: ${name}; known: ${SETTING_NAMES.join(', ')}` };
  const known = name as keyof typeof LIMITS;
  const [from, to] = LIMITS[known];
  const value = parseWholeNumber(text, from, to);
  if (value === null) return { ok: false, detail: `${name} must be a whole number from ${from} to ${to}: ${text}` };
  return { ok: true, name: known, value };
}

/**
 * Stores a setting and marks everything to be folded anew, since it changes what facts mean. Marked twice: with the
 * setting, so that none is stored without its consequences, and once it can be seen, since a case that arrived and
 * was folded in between was folded by the old one. Who folds reads all marks of a case at a time, so it does not fold twice.
 * `also`: done in the transaction that stores it.
 */
export async function writeSetting(
  db: Database,
  name: SettingName,
  value: BookSettings[SettingName],
  also: (work: Work) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await db.transaction().execute(async (work) => {
    await sql`
      insert into access.setting (name, value) values (${name}, ${JSON.stringify(value)}::json)
      on conflict (name) do update set value = excluded.value`.execute(work);
    await markEverything(work);
    await also(work);
  });
  await markEverything(db);
}
