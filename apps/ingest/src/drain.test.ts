import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { drain } from './drain.ts';

/** A server that answers when the test says so. */
async function slowServer(): Promise<{ server: Server; url: string; underWay: Promise<ServerResponse> }> {
  const server = createServer();
  const underWay = once(server, 'request').then(([, response]) => response as ServerResponse);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, underWay };
}

test('a request under way is answered, and no other is taken', async () => {
  const { server, url, underWay } = await slowServer();
  const answer = fetch(url).then((response) => response.text());
  const response = await underWay;
  const drained = drain(server);
  await expect(fetch(url)).rejects.toThrow();
  response.end('done');
  expect(await answer).toBe('done');
  await drained;
});

test('a request that takes too long is cut off', async () => {
  const { server, url, underWay } = await slowServer();
  const cut = expect(fetch(url)).rejects.toThrow();
  await underWay;
  await drain(server, 100);
  await cut;
});
