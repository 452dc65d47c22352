import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { HttpProblem, REQUEST_PROBLEMS } from './http-problem.ts';
import { problemBody } from './problem-response.ts';

/** Headers, all together, and how long they may take. */
export const MAX_HEADER_BYTES = 16 * 1024;
export const HEADERS_MS = 15_000;
/** Node looks for slow ones so often; by default every half minute. */
const LOOK_FOR_SLOW_MS = 2_000;
/** Longer than a load balancer keeps its own side open, or it would send into a connection that is being closed. */
const KEEP_ALIVE_MS = 65_000;

/** What Node found wrong before there was a request. */
function problemOf(error: Error): HttpProblem {
  const code = 'code' in error ? error.code : '';
  if (code === 'HPE_HEADER_OVERFLOW') {
    const detail = `the headers are larger than 16 KiB (${MAX_HEADER_BYTES} bytes)`;
    return new HttpProblem('headers-too-large', detail, { members: { limitBytes: MAX_HEADER_BYTES } });
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new HttpProblem('timeout', `the headers were not there after ${HEADERS_MS / 1000} s`);
  }
  return new HttpProblem('bad-request', `not a request: ${error.message}`);
}

/** Answers what never became a request, by hand, and ends the connection: nobody knows where the next one would begin. */
export function answerBroken(error: Error, socket: Duplex): void {
  const isGone = 'code' in error && error.code === 'ECONNRESET';
  // Behind an answer that has begun, another one would be read as part of it.
  const hasBegun = 'bytesWritten' in socket && Number(socket.bytesWritten) > 0;
  if (isGone || hasBegun || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(error);
  const [status, title] = REQUEST_PROBLEMS[problem.type];
  const body = JSON.stringify(problemBody(problem));
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** A server for the app, not yet listening. */
export function createHttpServer(app: Hono): Server {
  const listener = getRequestListener(app.fetch);
  const server = createServer(
    // How long a body may take depends on what it is: the app watches over that.
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_MS,
      requestTimeout: 0,
      connectionsCheckingInterval: LOOK_FOR_SLOW_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => void listener(request, response),
  );
  // By default Node drops the headers beyond the two thousandth without a word; the bound in bytes is enough.
  server.maxHeadersCount = 0;
  return server.on('clientError', answerBroken);
}
