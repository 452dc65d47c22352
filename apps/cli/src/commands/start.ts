import { createKey, openDatabase, revokeKeys, ROLES, type RoleUrls, type Scope } from '@finest-hour/store';
import type { Command } from '../command.ts';
import { acquireDatabases, urlOf, type Databases } from '../environment/database.ts';
import { readEnvironment, type Environment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';
import { assertReady } from '../start/assert-ready.ts';
import { build } from '../start/build.ts';
import { DEMOS, fillDemo, isDemo, type DemoName, type FilledDemo } from '../start/demo.ts';
import { INGEST_PROCESS } from '../start/ingest-process.ts';
import { assertPortFree } from '../start/port.ts';
import { startService, stopServices, type Service } from '../start/service.ts';
import { untilGone } from '../start/until-gone.ts';
import { waitReady } from '../start/wait-ready.ts';
import { welcome } from '../start/welcome.ts';
import { WORKER_PROCESS } from '../start/worker-process.ts';

/** Together under the 15 s in which everything stops after Ctrl-C. */
const STOP_WITHIN_MS = 8_000;
const DEMO_KEY = 'from start';
const VANITY_KEY = 'vanity page';
const READY_WITHIN_MS = 60_000;

/** Each process is told its own roles' URLs, and no others. */
function startAll(environment: Environment, urls: Partial<RoleUrls>, vanityKey: string): readonly Service[] {
  const common = {
    INGEST_PORT: String(environment.ingestPort),
    DASHBOARD_PORT: String(environment.dashboardPort),
    TIME_ZONE: environment.timeZone,
    DATABASE_URL: '',
    ...Object.fromEntries(ROLES.map((role) => [`DATABASE_URL_${role.toUpperCase()}`, ''])),
  };
  return [
    startService(
      'ingest',
      ['apps/ingest/src/server.ts'],
      {
        ...{ ...common, ...INGEST_PROCESS.env },
        DATABASE_URL_INGEST: urlOf(urls, 'ingest'),
        DATABASE_URL_ERASER: urlOf(urls, 'eraser'),
      },
      INGEST_PROCESS.flags,
    ),
    startService(
      'worker',
      ['apps/cli/src/main.ts', 'worker'],
      {
        ...common,
        DATABASE_URL_WORKER: urlOf(urls, 'worker'),
        DATABASE_URL_VANITY: urlOf(urls, 'vanity'),
        DATABASE_URL_ERASER: urlOf(urls, 'eraser'),
      },
      WORKER_PROCESS.flags,
    ),
    startService('dashboard', ['apps/dashboard/server.ts'], {
      ...common,
      DATABASE_URL_READER: urlOf(urls, 'reader'),
      DATABASE_URL_VANITY: urlOf(urls, 'vanity'),
      VANITY_READ_KEY: vanityKey,
    }),
  ];
}

/** A key of this start; the one of the start before ends. */
async function renewKey(urls: Partial<RoleUrls>, name: string, scopes: readonly Scope[]): Promise<string> {
  const db = openDatabase(urlOf(urls, 'admin'), { max: 1 });
  try {
    await revokeKeys(db, name);
    return await createKey(db, name, scopes);
  } finally {
    await db.destroy();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs the services until the signal, or until one of them or the database ends by itself, which is a failure. */
async function runServices(
  environment: Environment,
  { urls, isRunning }: Databases,
  demo: FilledDemo | null,
  signal: AbortSignal,
): Promise<void> {
  // Who may not make keys starts without one; the page of readings then says what it lacks.
  const vanityKey = urls.admin === undefined ? '' : await renewKey(urls, VANITY_KEY, ['read']);
  const services = startAll(environment, urls, vanityKey);
  const stopped = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
  const died = Promise.race([
    ...services.map(async ({ name, ended }) => `${name} ended by itself: ${await ended}`),
    untilGone(isRunning, signal).then(() => 'the database ended by itself; start again to go on'),
  ]);
  const ready = Promise.all([
    waitReady('ingest', `http://127.0.0.1:${environment.ingestPort}/readyz`, READY_WITHIN_MS, signal),
    waitReady('dashboard', `http://127.0.0.1:${environment.dashboardPort}/readyz`, READY_WITHIN_MS, signal),
  ]);
  try {
    const failed = await Promise.race([ready.then(() => null), died, stopped]);
    if (failed !== null && !signal.aborted) throw new Error(failed);
    if (!signal.aborted) {
      const key = environment.demo ? await renewKey(urls, DEMO_KEY, ['ingest', 'read']) : null;
      say(welcome(environment, key, demo));
    }
    const end = await Promise.race([died, stopped]);
    if (end !== null && !signal.aborted) throw new Error(end);
  } finally {
    ready.catch(() => undefined);
    await stopServices(services, STOP_WITHIN_MS);
  }
}

async function start(demoName: DemoName, signal: AbortSignal): Promise<void> {
  const environment = readEnvironment();
  await assertPortFree('INGEST_PORT', environment.ingestPort);
  await assertPortFree('DASHBOARD_PORT', environment.dashboardPort);
  say('building the dashboard and starting the database …');
  const building = build();
  building.catch(() => undefined);
  const databases = await acquireDatabases(environment);
  try {
    await assertReady(databases.urls);
    const demo = environment.demo ? await fillDemo(databases.urls, demoName, signal) : null;
    await building;
    if (!signal.aborted) await runServices(environment, databases, demo, signal);
  } finally {
    await databases.release();
  }
}

export const startCommand: Command = {
  name: 'start',
  usage: 'start [--demo company|servicenow]',
  summary: 'starts everything on this machine: database, ingest, worker, dashboard, demo',
  options: [['--demo company|servicenow', 'what an empty database is filled with; DEMO=off: nothing (company)']],
  run: async (args) => {
    const { values } = readOptions(args, { demo: { type: 'string', default: 'company' } });
    const demo = values.demo;
    if (!isDemo(demo)) throw new MisuseError(`unknown demo: ${demo}; known: ${Object.keys(DEMOS).join(', ')}`);
    const stop = new AbortController();
    const abort = () => stop.abort();
    process.on('SIGINT', abort).on('SIGTERM', abort).on('SIGHUP', abort);
    await start(demo, stop.signal);
    say('stopped');
  },
};
