import { openDatabase, readiness } from '@finest-hour/store';
import { readTrouble } from '@finest-hour/store/recovery';
import type { Command } from '../command.ts';
import { urlOf, withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { readOptions } from '../options.ts';

interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

async function examine(): Promise<readonly Finding[]> {
  return withDatabase(readEnvironment(), 'reader', async (db, urls) => {
    const state = await readiness(db);
    if (!state.database) return [{ ok: false, text: 'database not reachable' }];
    const findings: Finding[] = [{ ok: true, text: 'database reachable' }];
    if (!state.migrations) return [...findings, { ok: false, text: 'schema not current: run finest-hour migrate' }];
    findings.push({ ok: true, text: 'schema current' });
    const admin = openDatabase(urlOf(urls, 'admin'), { max: 1 });
    const trouble = await readTrouble(admin).finally(() => admin.destroy());
    const working = trouble.workers > 0 || state.waitingMarks === 0;
    findings.push({
      ok: working,
      text: `${counted(trouble.workers, 'worker')} running, ${counted(state.waitingMarks ?? 0, 'mark')} waiting${working ? '' : ': run finest-hour worker'}`,
    });
    findings.push({
      ok: true,
      text: `${counted(trouble.withoutOpening, 'case')} without an opening, ${counted(trouble.rejected, 'refused event')} kept`,
    });
    findings.push({ ok: true, text: `${counted(trouble.strayMerges, 'merge')} that can't be applied` });
    for (const { type, events } of trouble.unknownTypes)
      findings.push({ ok: true, text: `unknown type ${type}: ${counted(events, 'event')} stored, used by nothing` });
    findings.push({ ok: trouble.parked.length === 0, text: `${counted(trouble.parked.length, 'stream')} parked` });
    for (const { family, subject, error } of trouble.parked)
      findings.push({ ok: false, text: `parked ${family} ${subject}: ${error.split('\n')[0] ?? ''}` });
    return findings;
  });
}

export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor [--json]',
  summary: 'tells what is wrong: database, schema, workers, parked streams; exit code 1 if anything is',
  run: async (args) => {
    const { values } = readOptions(args, { json: { type: 'boolean' } });
    const findings = await examine();
    if (values.json === true) process.stdout.write(`${JSON.stringify(findings)}\n`);
    else for (const { ok, text } of findings) process.stdout.write(`${ok ? 'ok  ' : 'BAD '} ${text}\n`);
    if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
  },
};
