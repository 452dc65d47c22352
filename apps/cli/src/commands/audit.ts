import { formatTimeUs } from '@finest-hour/events';
import { readAudit, verifyAudit, type AuditRecord, type Database } from '@finest-hour/store';
import type { Command } from '../command.ts';
import { withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';

function lineOf({ seq, atUs, actor, action, detail }: AuditRecord, json: boolean): string {
  const at = formatTimeUs(atUs);
  return json
    ? JSON.stringify({ seq, at, actor, action, detail })
    : `${seq}  ${at}  ${actor}  ${action}  ${JSON.stringify(detail)}`;
}

async function list(db: Database, json: boolean): Promise<void> {
  for await (const record of readAudit(db)) process.stdout.write(`${lineOf(record, json)}\n`);
}

async function verify(db: Database, json: boolean): Promise<void> {
  const verdict = await verifyAudit(db);
  if (json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else if (verdict.ok)
    process.stdout.write(`${verdict.records} records, none changed; the last is ${verdict.lastHash}\n`);
  if (!verdict.ok) throw new Error(`the audit is broken at record ${verdict.broken.seq}: ${verdict.broken.why}`);
}

const ACTIONS: Readonly<Record<string, (db: Database, json: boolean) => Promise<void>>> = { list, verify };

export const auditCommand: Command = {
  name: 'audit',
  usage: 'audit verify [--json] | audit list [--json]',
  summary:
    'who erased or exported whom, and what else was done by hand; and whether the records are as they were written',
  options: [
    ['verify', 'goes through the chain of hashes, and names the first record that does not fit'],
    ['', 'what it prints of the last one tells later whether records were cut off at the end: write it down elsewhere'],
    ['list', 'the records, the first one first'],
    ['--json', 'as JSON; a list has a record a line'],
  ],
  run: async ([action = '', ...args]) => {
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (run === undefined) throw new MisuseError(`audit needs verify or list: ${action === '' ? '(nothing)' : action}`);
    const { values } = readOptions(args, { json: { type: 'boolean' } });
    await withDatabase(readEnvironment(), 'admin', (db) => run(db, values.json === true));
  },
};
