import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Received {
  readonly subject: string;
  readonly encoding: string | undefined;
}

/** A server that takes every batch, once it has answered 503 to the first. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  readonly requests: number;
  close(): void;
}

async function read(request: IncomingMessage): Promise<readonly { subject: string }[]> {
  const body = Buffer.concat(await request.toArray());
  const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  return JSON.parse(text.toString()) as { subject: string }[];
}

export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    void read(request).then((events) => {
      requests += 1;
      if (requests === 1) return response.writeHead(503, { 'retry-after': '0' }).end();
      const encoding = request.headers['content-encoding'];
      received.push(...events.map(({ subject }) => ({ subject, encoding })));
      return response.end(JSON.stringify({ accepted: events.length, duplicates: 0, rejectedCount: 0, rejected: [] }));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get requests() {
      return requests;
    },
    close: () => server.close().closeAllConnections(),
  };
}
