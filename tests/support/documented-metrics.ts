import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from './exposition.ts';

/** A metric as an operator is told of it. */
export interface ToldMetric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
}

/** The metrics that docs/operations.md lists for an app, by name. */
export function documentedMetrics(app: 'ingest' | 'dashboard'): readonly ToldMetric[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const rows = text.matchAll(/^\| `(finest_hour_\w+)` +\| (\w+) +\| (.*?) +\| (both|ingest) +\|/gm);
  return [...rows]
    .filter(([, , , , where]) => where === 'both' || app === 'ingest')
    .map(([, name = '', type = '', labels = '']) => ({ name, type, labels: labels.match(/\w+/g)?.toSorted() ?? [] }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The same of what was scraped, without what every process of Node tells of itself. */
export function scrapedMetrics(families: ReadonlyMap<string, Family>): readonly ToldMetric[] {
  return [...families.values()]
    .filter(({ name }) => !/^(process|nodejs)_/.test(name))
    .map(({ name, type, samples }) => {
      const labels = new Set(samples.flatMap((sample) => Object.keys(sample.labels)));
      return { name, type, labels: [...labels].filter((label) => label !== 'le').sort() };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
