import {
  foldEverything,
  openDatabase,
  readRejectedRetentionDays,
  REJECTED_RETENTION,
  writeRejectedRetentionDays,
  type Database,
} from '@finest-hour/store';
import { parseSetting, readBookSettings, writeSetting } from '@finest-hour/store/recovery';
import { noteDone } from '../actor.ts';
import type { Command } from '../command.ts';
import { urlOf, withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';

async function readAll(db: Database): Promise<Readonly<Record<string, unknown>>> {
  return { ...(await readBookSettings(db)), [REJECTED_RETENTION.name]: await readRejectedRetentionDays(db) };
}

async function get(args: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(
    args,
    { json: { type: 'boolean' } },
    args.some((arg) => !arg.startsWith('-')) ? ['NAME'] : [],
  );
  const settings = await withDatabase(readEnvironment(), 'admin', readAll);
  const [name] = positionals;
  if (name !== undefined && !Object.hasOwn(settings, name)) {
    throw new MisuseError(`unknown setting: ${name}; known: ${Object.keys(settings).join(', ')}`);
  }
  const shown = name === undefined ? settings : { [name]: settings[name] };
  if (values.json === true) process.stdout.write(`${JSON.stringify(shown)}\n`);
  else for (const [key, value] of Object.entries(shown)) process.stdout.write(`${key} = ${JSON.stringify(value)}\n`);
}

/** How long refused events are kept is no definition: nothing has to be folded anew. */
async function setRetention(text: string): Promise<void> {
  const { name, from, to } = REJECTED_RETENTION;
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < from || days > to) {
    throw new MisuseError(`${name} must be a whole number from ${from} to ${to}: ${text}`);
  }
  await withDatabase(readEnvironment(), 'admin', async (db) => {
    await writeRejectedRetentionDays(db, days);
    await noteDone(db, 'setting changed', { name, value: days });
  });
  process.stdout.write(`${name} = ${days}\n`);
}

async function set(args: readonly string[]): Promise<void> {
  const { positionals } = readOptions(args, {}, ['NAME', 'VALUE']);
  const [name, text] = positionals as [string, string];
  if (name === REJECTED_RETENTION.name) return setRetention(text);
  const parsed = parseSetting(name, text);
  if (!parsed.ok) throw new MisuseError(parsed.detail);
  await withDatabase(readEnvironment(), 'admin', async (db, urls) => {
    await writeSetting(db, parsed.name, parsed.value);
    await noteDone(db, 'setting changed', { name: parsed.name, value: parsed.value });
    const worker = openDatabase(urlOf(urls, 'worker'), { max: 2, statementTimeoutMs: 0 });
    await foldEverything(worker).finally(() => worker.destroy());
  });
  process.stdout.write(`${parsed.name} = ${JSON.stringify(parsed.value)}; every case was folded anew\n`);
}

export const settingsCommand: Command = {
  name: 'settings',
  usage: 'settings get [NAME] [--json] | settings set NAME VALUE',
  summary: 'reads or changes the definitions: days to resolve (T) and to hold (D), front desks, targets; and retention',
  options: [
    ['resolveWithinDays', 'T: a complaint must be resolved within it (1 to 365)'],
    ['holdForDays', 'D: a resolution must hold for it (0 to 365)'],
    ['frontDesks', 'teams whose first move out is triage, no hand-off; separated by commas'],
    ['ownershipTargetSeconds', 'target for time-to-ownership'],
    ['', 'changing one of these folds every case anew'],
    [REJECTED_RETENTION.name, 'refused events are kept for so many days (1 to 3650)'],
  ],
  run: async ([action, ...args]) => {
    if (action === 'get') return get(args);
    if (action === 'set') return set(args);
    throw new MisuseError(`settings needs get or set: ${action ?? '(nothing)'}`);
  },
};
