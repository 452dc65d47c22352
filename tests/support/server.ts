import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireEmbedded, type Embedded } from '@finest-hour/store/embedded';
import { prepareTemplate } from './template.ts';

/** The one PostgreSQL of a test run, and how to give it back. */
export type TestServer = { readonly adminUrl: string; stop(): Promise<void> };

/** What a crash of the machine would cost does not matter here, so nothing waits for the disk. */
const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

/** A server in a home of its own, with the template that test databases are cloned from. */
export async function startTestServer(): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), 'finest-hour-test-'));
  const removeHome = () => rmSync(home, { recursive: true, force: true });
  let embedded: Embedded | undefined;
  try {
    embedded = await acquireEmbedded(home, settings);
    await prepareTemplate(embedded.adminUrl);
  } catch (error) {
    await embedded?.release();
    removeHome();
    throw error;
  }
  const { adminUrl, release } = embedded;
  return { adminUrl, stop: () => release().then(removeHome) };
}
