import { join } from 'node:path';
import { foldEverything, openDatabase, readDemo, writeDemo, type Role, type RoleUrls } from '@finest-hour/store';
import { isEmpty } from '@finest-hour/store/recovery';
import { urlOf } from '../environment/database.ts';
import { loadLog } from '../import/load-log.ts';
import { readMappingFile, SHIPPED_MAPPINGS } from '../import/mapping-file.ts';

const EXTRACT = join(import.meta.dirname, '..', '..', 'demo', 'servicenow-extract.csv.gz');

/**
 * Fills an empty database with the demo; answers the number of cases, or null where other data is there.
 * A fill that was interrupted is gone on with, since repeating it counts nothing twice.
 */
export async function fillDemo(urls: Partial<RoleUrls>, signal: AbortSignal): Promise<number | null> {
  const open = (role: Role) =>
    openDatabase(urlOf(urls, role), { max: 2, applicationName: 'finest-hour demo', statementTimeoutMs: 0 });
  const [admin, worker, ingest] = [open('admin'), open('worker'), open('ingest')];
  try {
    const demo = await readDemo(admin);
    if (demo?.state === 'filled') return demo.cases;
    if (demo === null && !(await isEmpty(worker))) return null;
    await writeDemo(admin, { state: 'filling', cases: 0 });
    const mapping = await readMappingFile(join(SHIPPED_MAPPINGS, 'servicenow.yaml'));
    const { summary, interrupted } = await loadLog(ingest, EXTRACT, mapping, { signal });
    if (interrupted) return null;
    await foldEverything(worker);
    await writeDemo(admin, { state: 'filled', cases: summary.cases });
    return summary.cases;
  } finally {
    await Promise.all([admin.destroy(), worker.destroy(), ingest.destroy()]);
  }
}
