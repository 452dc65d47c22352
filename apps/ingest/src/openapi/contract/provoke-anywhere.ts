import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createIngestApp } from '../../app.ts';
import { answerBroken, createHttpServer, MAX_HEADER_BYTES } from '../../http-server.ts';
import { memoryDeps } from '../../testing/memory-deps.ts';
import type { Provocations } from './provocations.ts';
import { send } from './send.ts';

/** An answer as it came over the wire. */
function parse(raw: string): Response {
  const [head = '', body = ''] = raw.split('\r\n\r\n');
  const [first = '', ...fields] = head.split('\r\n');
  const headers = fields.map((field): [string, string] => [
    field.slice(0, field.indexOf(':')),
    field.slice(field.indexOf(':') + 1).trim(),
  ]);
  return new Response(body, { status: Number(first.split(' ')[1]), headers });
}

/** Bytes that are no request, to a server that listens. */
async function raw(bytes: string): Promise<Response> {
  const server = createHttpServer(createIngestApp(memoryDeps())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  try {
    socket.write(bytes);
    return parse(await text(socket));
  } finally {
    socket.destroy();
    server.close();
  }
}

/** What Node tells when headers take too long, without the wait. */
async function slowHeaders(): Promise<Response> {
  let written = '';
  const write = (chunk: Buffer, _: string, done: () => void) => {
    written += chunk.toString();
    done();
  };
  const socket = new Duplex({ read: () => undefined, write });
  answerBroken(Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
  await once(socket, 'finish');
  return parse(written);
}

/** What reaches no operation. */
export const ANYWHERE_PROVOCATIONS: Provocations = {
  '404 not-found': () => send({ method: 'GET', path: '/v1/event' }),
  '405 method-not-allowed': () => send({ method: 'PUT', path: '/v1/events' }),
  '400 bad-request': () => raw('no request\r\n\r\n'),
  '408 timeout': slowHeaders,
  '431 headers-too-large': () => raw(`GET / HTTP/1.1\r\nx: ${'x'.repeat(MAX_HEADER_BYTES)}\r\n\r\n`),
};
