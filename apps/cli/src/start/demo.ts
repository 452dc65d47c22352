import { join } from 'node:path';
import {
  foldEverything,
  openDatabase,
  readDemo,
  writeDemo,
  type Database,
  type Role,
  type RoleUrls,
} from '@finest-hour/store';
import { isEmpty } from '@finest-hour/store/recovery';
import { simulate } from '@finest-hour/simulator';
import { urlOf } from '../environment/database.ts';
import { loadLog } from '../import/load-log.ts';
import { readMappingFile, SHIPPED_MAPPINGS } from '../import/mapping-file.ts';
import { noCounts, pushEvents } from '../import/push-events.ts';

const EXTRACT = join(import.meta.dirname, '..', '..', 'demo', 'servicenow-extract.csv.gz');

/** A demo: what it is, for people, and how its events come. Answers the number of cases; null: interrupted. */
interface Filler {
  readonly title: string;
  readonly fill: (ingest: Database, endsAt: string, signal: AbortSignal) => Promise<number | null>;
}

async function fillCompany(ingest: Database, endsAt: string, signal: AbortSignal): Promise<number | null> {
  const cases = new Set<string>();
  const counts = noCounts();
  for (const batch of simulate({ endsAt }).batches()) {
    if (signal.aborted) return null;
    await pushEvents(ingest, batch, Date.now() * 1000, counts);
    for (const { type, subject } of batch) if (type === 'case.opened') cases.add(subject);
  }
  const [refused] = counts.refused.keys();
  if (refused !== undefined) throw new Error(`the demo makes events that are refused: ${refused}`);
  return cases.size;
}

async function fillServiceNow(ingest: Database, _endsAt: string, signal: AbortSignal): Promise<number | null> {
  const mapping = await readMappingFile(join(SHIPPED_MAPPINGS, 'servicenow.yaml'));
  const { summary, interrupted } = await loadLog(ingest, EXTRACT, mapping, { signal });
  return interrupted ? null : summary.cases;
}

/** The demos by name; the first is the default. */
export const DEMOS = {
  company: { title: 'two years of a made-up company, up to today (packages/simulator)', fill: fillCompany },
  servicenow: { title: "a real help desk's log, 2016 (apps/cli/demo/README.md)", fill: fillServiceNow },
} as const satisfies Record<string, Filler>;
export type DemoName = keyof typeof DEMOS;

export interface FilledDemo {
  readonly name: DemoName;
  readonly cases: number;
}

export function isDemo(name: string): name is DemoName {
  return Object.hasOwn(DEMOS, name);
}

/**
 * Fills an empty database with a demo; null where other data is there, or it was interrupted.
 * A fill that was interrupted is gone on with, since repeating it counts nothing twice. What was filled in stays,
 * whichever demo is asked for later.
 */
export async function fillDemo(
  urls: Partial<RoleUrls>,
  wanted: DemoName,
  signal: AbortSignal,
): Promise<FilledDemo | null> {
  const open = (role: Role) =>
    openDatabase(urlOf(urls, role), { max: 2, applicationName: 'finest-hour demo', statementTimeoutMs: 0 });
  const [admin, worker, ingest] = [open('admin'), open('worker'), open('ingest')];
  try {
    const demo = await readDemo(admin);
    const name = demo !== null && isDemo(demo.name) ? demo.name : wanted;
    if (demo?.state === 'filled') return { name, cases: demo.cases };
    if (demo === null && !(await isEmpty(worker))) return null;
    const endsAt = demo?.endsAt ?? new Date().toISOString();
    await writeDemo(admin, { name, endsAt, state: 'filling', cases: 0 });
    const cases = await DEMOS[name].fill(ingest, endsAt, signal);
    if (cases === null) return null;
    await foldEverything(worker);
    await writeDemo(admin, { name, endsAt, state: 'filled', cases });
    return { name, cases };
  } finally {
    await Promise.all([admin.destroy(), worker.destroy(), ingest.destroy()]);
  }
}
