import { defineConfig } from 'vitest/config';

const others = ['**/node_modules/**', 'tests/boundaries/fixtures/**', '**/build/**', '**/.svelte-kit/**'];
const database = '**/*.db.test.ts';
const browser = 'tests/browser/**/*.test.ts';
// One PostgreSQL for the whole run, started by the first project that needs it; unit tests alone start none.
const globalSetup = ['tests/support/global-setup.ts'];

export default defineConfig({
  test: {
    // The record is read by `.ci/run`; at the terminal nobody needs it.
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', 'json'],
    outputFile: { json: 'node_modules/.cache/vitest/results.json' },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,apps,tests,bench}/**/*.test.ts'],
          exclude: [...others, database, browser],
          // Some start programs or run thousands of examples, and the machine may be shared: only what hangs is ended.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'database',
          include: [database],
          exclude: [...others, browser],
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser',
          include: [browser],
          exclude: others,
          globalSetup,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
