/**
 * How fast a whole log goes in: read, turned into events, checked, stored durably and folded, until the report has it.
 * On the whole ServiceNow log where it stands beside the project, else on the extract that is shipped.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLog, readMappingFile, ROOT, SHIPPED_MAPPINGS } from '@finest-hour/cli/import';
import { foldEverything, openDatabase, provision } from '@finest-hour/store';
import { acquireEmbedded } from '@finest-hour/store/embedded';
import type { BenchResult } from './bench.ts';

const WHOLE = join(ROOT, '..', 'shared', 'data', 'servicenow-incidents.csv.gz');
const EXTRACT = join(ROOT, 'apps', 'cli', 'demo', 'servicenow-extract.csv.gz');

function seconds(sinceMs: number): number {
  return Math.round((performance.now() - sinceMs) / 10) / 100;
}

async function run(home: string): Promise<BenchResult> {
  const path = existsSync(WHOLE) ? WHOLE : EXTRACT;
  const embedded = await acquireEmbedded(home);
  try {
    const urls = await provision(embedded.adminUrl, embedded.superuserPassword);
    const [ingest, worker] = [openDatabase(urls.ingest), openDatabase(urls.worker, { statementTimeoutMs: 0 })];
    try {
      const startMs = performance.now();
      const { summary } = await loadLog(ingest, path, await readMappingFile(join(SHIPPED_MAPPINGS, 'servicenow.yaml')));
      const storedSeconds = seconds(startMs);
      await foldEverything(worker);
      const totalSeconds = seconds(startMs);
      const figures = {
        rowsPerSecond: Math.round(summary.rows / totalSeconds),
        maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
      };
      const { cases, events, rows } = summary;
      return { rows: [{ cases, rows, events, storedSeconds, totalSeconds, ...figures }], figures };
    } finally {
      await Promise.all([ingest.destroy(), worker.destroy()]);
    }
  } finally {
    await embedded.release();
  }
}

export async function bench(): Promise<BenchResult> {
  const home = mkdtempSync(join(tmpdir(), 'finest-hour-bench-'));
  return run(home).finally(() => rmSync(home, { recursive: true, force: true }));
}
