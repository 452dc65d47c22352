import { isIdentifier, MAX_ID_BYTES } from '@finest-hour/events';
import {
  audited,
  createKey,
  isScope,
  listKeys,
  PREFIX_LENGTH,
  revokeKeys,
  rotateKey,
  SCOPES,
  type KeyListing,
  type Rotated,
  type Scope,
} from '@finest-hour/store';
import { actNow } from '../actor.ts';
import type { Command } from '../command.ts';
import { parseDuration, readDuration } from '../duration-seconds.ts';
import { withDatabase } from '../environment/database.ts';
import { readEnvironment, type Environment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readMoment } from '../moment.ts';
import { readOptions } from '../options.ts';

function readScopes(text: string | undefined): readonly Scope[] {
  if (text === undefined) throw new MisuseError(`missing --scopes, some of: ${SCOPES.join(',')}`);
  const scopes = [...new Set(text.split(',').map((scope) => scope.trim()))];
  const unknown = scopes.find((scope) => !isScope(scope));
  if (unknown !== undefined) throw new MisuseError(`unknown scope: ${unknown}; known: ${SCOPES.join(', ')}`);
  return scopes.filter(isScope);
}

/** When a key ends: after a length of time, or at a day or moment to come. */
function readExpires(text: string, { timeZone }: Environment): Date {
  const seconds = parseDuration(text);
  const ms = seconds === null ? readMoment('--expires', text, timeZone) / 1000 : Date.now() + seconds * 1000;
  if (ms <= Date.now()) throw new MisuseError(`--expires must be in the future: ${text}`);
  return new Date(ms);
}

function readSource(source: string | undefined): string | null {
  if (source === undefined) return null;
  if (source !== '' && isIdentifier(source)) return source;
  throw new MisuseError(`--source must have 1 to ${MAX_ID_BYTES} bytes of UTF-8: ${source}`);
}

async function create(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, {
    name: { type: 'string' },
    scopes: { type: 'string' },
    expires: { type: 'string' },
    source: { type: 'string' },
  });
  const name = values.name?.trim() ?? '';
  if (name === '') throw new MisuseError('missing --name');
  const scopes = readScopes(values.scopes);
  const environment = readEnvironment();
  const expires = values.expires === undefined ? null : readExpires(values.expires, environment);
  const source = readSource(values.source);
  const secret = await withDatabase(environment, 'admin', (db) =>
    audited(
      db,
      actNow('key created'),
      (work) => createKey(work, name, scopes, { expires, source }),
      (made) => ({ name, prefix: made.slice(0, PREFIX_LENGTH), scopes, source, expires }),
    ),
  );
  process.stdout.write(`${secret}\n`);
}

function stateOf({ revoked, expires, source, lastUsed }: KeyListing, now: Date): string {
  return [
    source === null ? '' : `, source ${source} only`,
    lastUsed === null ? ', never used' : `, last used ${lastUsed.toISOString()}`,
    expires === null ? '' : `, ${expires <= now ? 'expired' : 'expires'} ${expires.toISOString()}`,
    revoked === null ? '' : `, revoked ${revoked.toISOString()}`,
  ].join('');
}

async function list(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, { json: { type: 'boolean' } });
  const keys = await withDatabase(readEnvironment(), 'admin', listKeys);
  if (values.json === true) process.stdout.write(`${JSON.stringify(keys)}\n`);
  else {
    const now = new Date();
    for (const key of keys) {
      const { prefix, name, scopes, created } = key;
      const state = stateOf(key, now);
      process.stdout.write(`${prefix}…  ${name}  ${scopes.join(',')}  created ${created.toISOString()}${state}\n`);
    }
  }
}

function tellRotated(rotated: Rotated): Readonly<Record<string, unknown>> | null {
  if (!rotated.ok) return null;
  const { secret, oldPrefix, oldExpires } = rotated;
  return { prefix: secret.slice(0, PREFIX_LENGTH), oldPrefix, oldExpires };
}

/** Prints the new key and nothing else; what becomes of the old one is told on standard error. */
async function rotate(args: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { overlap: { type: 'string' }, expires: { type: 'string' } }, [
    'NAME or PREFIX',
  ]);
  const overlapSeconds = readDuration('--overlap', values.overlap ?? '24h');
  const environment = readEnvironment();
  const expires = values.expires === undefined ? {} : { expires: readExpires(values.expires, environment) };
  const rotation = { overlapSeconds, ...expires };
  const rotated = await withDatabase(environment, 'admin', (db) =>
    audited(db, actNow('key rotated'), (work) => rotateKey(work, positionals[0] as string, rotation), tellRotated),
  );
  if (!rotated.ok) throw new Error(rotated.detail);
  process.stdout.write(`${rotated.secret}\n`);
  process.stderr.write(`${rotated.oldPrefix}… holds until ${rotated.oldExpires.toISOString()}\n`);
}

async function revoke(args: readonly string[]): Promise<void> {
  const { positionals } = readOptions(args, {}, ['NAME or PREFIX']);
  const which = positionals[0] as string;
  const revoked = await withDatabase(readEnvironment(), 'admin', (db) =>
    audited(
      db,
      actNow('keys revoked'),
      (work) => revokeKeys(work, which),
      (count) => (count === 0 ? null : { nameOrPrefix: which, count }),
    ),
  );
  if (revoked === 0) throw new Error(`no valid key with that name or prefix: ${which}`);
  process.stdout.write(`revoked ${revoked}\n`);
}

const ACTIONS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { create, list, rotate, revoke };

export const keysCommand: Command = {
  name: 'keys',
  usage: 'keys create --name N --scopes ingest,read,admin | keys list [--json] | keys rotate NAME | keys revoke NAME',
  summary: 'makes API keys (the key is printed once, and nothing else), lists, rotates and revokes them',
  options: [
    ['--name N', 'whose key it is; also the name to revoke it by'],
    ['--scopes LIST', 'ingest: push events · read: reports and cases · admin: everything else; separated by commas'],
    ['--expires WHEN', 'after a length of time (90d, 12h) or at a day or time; without it a new key holds for ever,'],
    ['', 'and a rotated one for as long as its predecessor was made for'],
    ['--source S', 'the key may only send events of this source'],
    ['--json', 'the list as JSON'],
    ['rotate NAME', 'makes a successor of the same scopes and source, and prints it; or by prefix, as listed'],
    ['--overlap TIME', 'the old key still holds for so long: 24h unless told otherwise'],
    ['revoke NAME', 'ends every key of that name; or the one key that begins so, as listed'],
  ],
  run: async ([action = '', ...args]) => {
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (run === undefined)
      throw new MisuseError(`keys needs create, list, rotate or revoke: ${action === '' ? '(nothing)' : action}`);
    await run(args);
  },
};
