import { createKey, KeyRing, openDatabase, type RoleUrls, type Scope } from '@finest-hour/store';
import { expect } from 'vitest';
import { createIngestApp } from '../../app.ts';
import { storeDeps } from '../../server.ts';
import { memoryDeps } from '../../testing/memory-deps.ts';
import { openApiDocument } from '../document.ts';
import { documentedAnswers, wrongWith } from './documented.ts';
import { readAnswer } from './given.ts';
import type { Sent } from './send.ts';
import { checkerOf } from './validate.ts';

/** The app over a real database, with a key of its own. */
export interface Asked {
  /** Sends, and compares the answer with what the document says of the operation; answers the body. */
  ask(operation: string, sent: Sent): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function openStore(urls: RoleUrls, scopes: readonly Scope[]): Promise<Asked> {
  const document = openApiDocument();
  const answers = documentedAnswers(document);
  const check = checkerOf(document, true);
  const [ingest, eraser] = [openDatabase(urls.ingest), openDatabase(urls.eraser)];
  const admin = openDatabase(urls.admin, { max: 1 });
  const authorization = `Bearer ${await createKey(admin, 'desk', scopes)}`;
  await admin.destroy();
  const { log } = memoryDeps();
  const keys = new KeyRing(ingest, { onError: (error) => log.error(error) });
  const app = createIngestApp(storeDeps(ingest, keys, log, { eraser }));

  return {
    ask: async (operation, { method, path, headers, body = null }) => {
      const init = { method, headers: { authorization, ...headers }, body: body as string | null };
      const response = await app.request(path, init);
      const status = String(response.status);
      const given = { operation, expected: status, status, name: operation, ...(await readAnswer(response)) };
      const wrong = wrongWith(given, answers.get(`${operation} ${status}`), check);
      expect([operation, status, wrong]).toEqual([operation, status, []]);
      return (given.body === '' ? {} : given.body) as Record<string, unknown>;
    },
    close: async () => {
      await keys.settle();
      await Promise.all([ingest.destroy(), eraser.destroy()]);
    },
  };
}
