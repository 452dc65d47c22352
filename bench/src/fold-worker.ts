/** Events read, folded and written a second: a process of its own, run as the worker is, that holds nothing else. */
import { appendEvents, foldEverything, openDatabase, provision, type Database } from '@finest-hour/store';
import { acquireEmbedded } from '@finest-hour/store/embedded';
import { markEverything } from '@finest-hour/store/recovery';
import { company, loggedBatches } from './simulated-log.ts';

export interface FoldOrder {
  readonly home: string;
  readonly cases: number;
}

export interface Projected {
  readonly events: number;
  /** Events a second, while nothing is in the facts yet, and the best of some runs over what is there. */
  readonly first: number;
  readonly again: number;
}

/** Marks everything, and runs both stages to the end. */
async function project({ admin, worker }: Record<'admin' | 'worker', Database>, events: number): Promise<number> {
  await markEverything(admin);
  const startMs = performance.now();
  await foldEverything(worker);
  return Math.round((events / (performance.now() - startMs)) * 1000);
}

async function readFoldWrite({ home, cases }: FoldOrder): Promise<Projected> {
  const embedded = await acquireEmbedded(home);
  try {
    const urls = await provision(embedded.adminUrl, embedded.superuserPassword);
    const [ingest, admin] = [openDatabase(urls.ingest), openDatabase(urls.admin)];
    const worker = openDatabase(urls.worker, { statementTimeoutMs: 0 });
    try {
      let events = 0;
      for (const batch of loggedBatches(company(cases)))
        events += (await appendEvents(ingest, batch, 0)).filter((status) => status === 'accepted').length;
      // The marks of the filling are many to a stream.
      await worker.deleteFrom('recovery.mark').execute();
      const first = await project({ admin, worker }, events);
      let again = 0;
      for (let run = 0; run < 3; run += 1) again = Math.max(again, await project({ admin, worker }, events));
      return { events, first, again };
    } finally {
      await Promise.all([ingest.destroy(), admin.destroy(), worker.destroy()]);
    }
  } finally {
    await embedded.release();
  }
}

process.once('message', (order: FoldOrder) => {
  readFoldWrite(order).then(
    (projected) => process.send?.(projected, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
