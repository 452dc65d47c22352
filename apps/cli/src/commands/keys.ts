import { createKey, isScope, listKeys, revokeKeys, SCOPES, type Scope } from '@finest-hour/store';
import type { Command } from '../command.ts';
import { withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';

function readScopes(text: string | undefined): readonly Scope[] {
  if (text === undefined) throw new MisuseError(`missing --scopes, some of: ${SCOPES.join(',')}`);
  const scopes = [...new Set(text.split(',').map((scope) => scope.trim()))];
  const unknown = scopes.find((scope) => !isScope(scope));
  if (unknown !== undefined) throw new MisuseError(`unknown scope: ${unknown}; known: ${SCOPES.join(', ')}`);
  return scopes.filter(isScope);
}

async function create(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, { name: { type: 'string' }, scopes: { type: 'string' } });
  const name = values.name?.trim() ?? '';
  if (name === '') throw new MisuseError('missing --name');
  const scopes = readScopes(values.scopes);
  process.stdout.write(`${await withDatabase(readEnvironment(), 'admin', (db) => createKey(db, name, scopes))}\n`);
}

async function list(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, { json: { type: 'boolean' } });
  const keys = await withDatabase(readEnvironment(), 'admin', listKeys);
  if (values.json === true) process.stdout.write(`${JSON.stringify(keys)}\n`);
  else {
    for (const { prefix, name, scopes, created, revoked } of keys) {
      const state = revoked === null ? '' : `, revoked ${revoked.toISOString()}`;
      process.stdout.write(`${prefix}…  ${name}  ${scopes.join(',')}  created ${created.toISOString()}${state}\n`);
    }
  }
}

async function revoke(args: readonly string[]): Promise<void> {
  const { positionals } = readOptions(args, {}, ['NAME or PREFIX']);
  const which = positionals[0] as string;
  const revoked = await withDatabase(readEnvironment(), 'admin', (db) => revokeKeys(db, which));
  if (revoked === 0) throw new Error(`no valid key with that name or prefix: ${which}`);
  process.stdout.write(`revoked ${revoked}\n`);
}

const ACTIONS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { create, list, revoke };

export const keysCommand: Command = {
  name: 'keys',
  usage: 'keys create --name N --scopes ingest,read,admin | keys list [--json] | keys revoke NAME',
  summary: 'makes API keys (the key is printed once, and nothing else), lists and revokes them',
  options: [
    ['--name N', 'whose key it is; also the name to revoke it by'],
    ['--scopes LIST', 'ingest: push events · read: reports and cases · admin: everything else; separated by commas'],
    ['--json', 'the list as JSON'],
    ['revoke NAME', 'ends every key of that name; or the one key that begins so, as listed'],
  ],
  run: async ([action = '', ...args]) => {
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (run === undefined)
      throw new MisuseError(`keys needs create, list or revoke: ${action === '' ? '(nothing)' : action}`);
    await run(args);
  },
};
