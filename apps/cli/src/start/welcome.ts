import type { Environment } from '../environment/environment.ts';
import { DEMOS, type FilledDemo } from './demo.ts';

/** What `start` prints when everything is up. */
export function welcome(
  { ingestPort, dashboardPort }: Environment,
  key: string | null,
  demo: FilledDemo | null,
): string {
  const ingest = `http://127.0.0.1:${ingestPort}`;
  const lines = [
    '',
    `  Dashboard  http://127.0.0.1:${dashboardPort}   (this machine only: there is no sign-in yet)`,
    `  Ingest     ${ingest}/v1/events`,
  ];
  if (demo !== null) lines.push(`  Demo       ${demo.cases} cases: ${DEMOS[demo.name].title}`);
  if (key !== null) {
    const event = {
      specversion: '1.0',
      id: '1',
      source: 'hello',
      type: 'case.opened',
      subject: 'hello-1',
      time: new Date().toISOString(),
      data: { customer: 'someone', channel: 'phone' },
    };
    lines.push(
      '',
      '  Push an event (the key is shown once; make others with `finest-hour keys create`):',
      '',
      `  curl ${ingest}/v1/events -H 'authorization: Bearer ${key}' \\`,
      `    -H 'content-type: application/cloudevents+json' -d '${JSON.stringify(event)}'`,
      '',
      `  and open http://127.0.0.1:${dashboardPort}/cases/hello-1`,
    );
  }
  return [...lines, '', '  Ctrl-C stops everything.', ''].join('\n');
}
