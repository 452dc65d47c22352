import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { expect, test } from 'vitest';
import { createIngestApp } from './app.ts';
import { memoryDeps } from './testing/memory-deps.ts';

test.each([
  ['a body shorter than its length', 'Content-Length: 100\r\n\r\n{"id"'],
  ['a chunked body without its end', 'Transfer-Encoding: chunked\r\n\r\n5\r\n{"id"\r\n'],
])('%s stores nothing and is no fault of ours', async (_, rest) => {
  const deps = memoryDeps();
  const listener = getRequestListener(createIngestApp(deps).fetch);
  const server = createServer((request, response) => void listener(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const asked = once(server, 'request');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(
    `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer fh_push\r\nContent-Type: application/json\r\n${rest}`,
  );
  await asked;
  socket.destroy();
  await expect.poll(() => deps.logged.join('')).toContain('"status":400');
  expect(deps.logged.join('')).not.toContain('"level":"error"');
  expect([deps.events, deps.rejected]).toEqual([[], []]);
  server.close();
});
