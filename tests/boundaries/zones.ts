/** A part of the house with its own rule about whom it may import. */
export type Zone = {
  readonly name: string;
  /** Paths from the root of the repository; the first zone that matches a file has it. */
  readonly holds: RegExp;
  /** Names of zones, beside itself. */
  readonly may: readonly string[];
  /** Which side of the vanity line it is on, if either. */
  readonly side?: 'recovery' | 'vanity';
  /** No I/O: nothing of Node's own either. */
  readonly pure?: true;
};

const apps = ['events', 'statistics', 'metrics', 'vanity', 'connectors', 'client', 'simulator', 'telemetry'];
const store = ['store', 'store/recovery', 'store/vanity'];

/** "Who may import whom", as the architecture has it. */
export const zones: readonly Zone[] = [
  { name: 'events', holds: /^packages\/events\//, may: [] },
  { name: 'statistics', holds: /^packages\/statistics\//, may: [], pure: true },
  { name: 'metrics', holds: /^packages\/metrics\//, may: ['events', 'statistics'], side: 'recovery', pure: true },
  { name: 'vanity', holds: /^packages\/vanity\//, may: ['events', 'statistics'], side: 'vanity', pure: true },
  { name: 'connectors', holds: /^packages\/connectors\//, may: ['events'] },
  { name: 'client', holds: /^packages\/client\//, may: ['events'] },
  { name: 'simulator', holds: /^packages\/simulator\//, may: ['events'] },
  { name: 'telemetry', holds: /^packages\/telemetry\//, may: [] },
  {
    name: 'store/recovery',
    holds: /^packages\/store\/src\/recovery\//,
    may: ['events', 'statistics', 'metrics', 'store'],
    side: 'recovery',
  },
  {
    name: 'store/vanity',
    holds: /^packages\/store\/src\/vanity\//,
    may: ['events', 'statistics', 'vanity', 'store'],
    side: 'vanity',
  },
  // What both sides stand on, and where they are put together: an event is appended with the marks of both.
  { name: 'store', holds: /^packages\/store\//, may: ['events', 'store/recovery', 'store/vanity'] },
  { name: 'ingest', holds: /^apps\/ingest\//, may: [...apps, ...store] },
  { name: 'cli', holds: /^apps\/cli\//, may: [...apps, ...store, 'ingest', 'dashboard'] },
  {
    name: 'dashboard/server/vanity',
    holds: /^apps\/dashboard\/src\/lib\/server\/vanity\//,
    may: ['events', 'statistics', 'vanity', 'store', 'store/vanity', 'dashboard/lib', 'dashboard/vanity'],
    side: 'vanity',
  },
  {
    name: 'dashboard/server',
    holds: /^apps\/dashboard\/src\/lib\/server\//,
    may: ['events', 'statistics', 'metrics', 'telemetry', 'store', 'store/recovery', 'dashboard/lib'],
    side: 'recovery',
  },
  {
    name: 'dashboard/vanity',
    holds: /^apps\/dashboard\/src\/(lib\/vanity|routes\/(.+\/)?vanity)(\/|\.)/,
    may: ['events', 'statistics', 'vanity', 'dashboard/lib', 'dashboard/server/vanity'],
    side: 'vanity',
  },
  // Components, words and periods that pages of either side are made of; `reach.ts` sees what stands behind them.
  {
    name: 'dashboard/lib',
    holds: /^apps\/dashboard\/src\/lib\//,
    may: ['events', 'statistics', 'metrics'],
  },
  {
    name: 'dashboard',
    holds: /^apps\/dashboard\//,
    may: ['events', 'statistics', 'metrics', 'telemetry', 'dashboard/lib', 'dashboard/server'],
    side: 'recovery',
  },
  { name: 'tests', holds: /^(tests|bench)\//, may: [] },
];

export function zoneOf(path: string): Zone | undefined {
  return zones.find((zone) => zone.holds.test(path));
}

/** Tests may import any package, except across the vanity line. */
export function isTest(path: string): boolean {
  return /^(tests|bench)\//.test(path) || /\.test\.ts$/.test(path);
}

/** The package that a file belongs to, as a folder. */
export function packageOf(path: string): string {
  return /^((packages|apps)\/[^/]+|tests|bench)\//.exec(path)?.[1] ?? '';
}
