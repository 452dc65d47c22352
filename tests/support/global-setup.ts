import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's address of the run's PostgreSQL. */
    adminUrl: string;
  }
}

// Every project loads this module for itself; what they share has to live outside of it.
const shared = globalThis as { finestHourTestServer?: { users: number; server: Promise<TestServer> } };

/** The first project to need the server starts it, the last one to finish stops it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const entry = (shared.finestHourTestServer ??= { users: 0, server: startTestServer() });
  entry.users++;
  const server = await entry.server;
  project.provide('adminUrl', server.adminUrl);
  return async () => {
    entry.users--;
    if (entry.users > 0) return;
    delete shared.finestHourTestServer;
    await server.stop();
  };
}
