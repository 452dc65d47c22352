/**
 * `coverage [SEEDS]`: whether intervals called 95 % hold the truth so often, on companies whose truth is known. Prints a
 * table for each; exit code 1 where one that must does not, in 93–97 % of the seeds (2,000 unless said).
 */
import { coverageOf } from './coverage.ts';
import { SCENARIOS } from './scenarios.ts';

const SEEDS = 2_000;
const [LEAST, MOST] = [0.93, 0.97];

const percent = (share: number) => Number((share * 100).toFixed(1));

const seeds = Number(process.argv[2] ?? SEEDS);
if (!Number.isInteger(seeds) || seeds < 1) {
  console.error(`not a number of seeds: ${process.argv[2]}`);
  process.exit(2);
}
const misses: string[] = [];
for (const { name, company, measures, binding } of SCENARIOS) {
  const held = Object.entries(coverageOf(company, measures, seeds));
  console.log(`\n${name}, ${seeds} seeds: truth, and % of the intervals that hold it, lie below it, above it`);
  console.table(
    Object.fromEntries(
      held.map(([measure, { truth, told, held, below, above }]) => [
        measure,
        {
          truth: Number(truth.toPrecision(4)),
          told,
          held: percent(held),
          below: percent(below),
          above: percent(above),
        },
      ]),
    ),
  );
  if (!binding) continue;
  for (const [measure, { held: share }] of held)
    if (!(share >= LEAST && share <= MOST)) misses.push(`${name}: ${measure} holds in ${percent(share)} %`);
}
for (const miss of misses) console.error(`outside ${percent(LEAST)}–${percent(MOST)} %: ${miss}`);
process.exitCode = misses.length === 0 ? 0 : 1;
