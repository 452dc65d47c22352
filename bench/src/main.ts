/** `bench NAME`: runs one bench, prints its table and, as the last line, its figures as one line of JSON. */
import { machine } from './machine.ts';
import type { Bench } from './bench.ts';

const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  fold: () => import('./fold.ts'),
  import: () => import('./import.ts'),
  ingest: () => import('./ingest.ts'),
  'ingest-cpu': () => import('./ingest-cpu.ts'),
  report: () => import('./report.ts'),
  validators: () => import('./validators.ts'),
};

const name = process.argv[2] ?? '';
const load = BENCHES[name];
if (load === undefined) {
  console.error(`no such bench: ${name || '(none)'}; there are: ${Object.keys(BENCHES).join(', ')}`);
  process.exitCode = 2;
} else {
  const { bench } = await load();
  const { rows, figures } = await bench();
  console.table(rows);
  console.log(JSON.stringify({ bench: name, figures, machine: machine() }));
}
