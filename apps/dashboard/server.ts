import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { stopTracers } from '@finest-hour/telemetry';
import { isLoopbackHost } from './serving/loopback.ts';
import { parseServerSettings } from './serving/settings.ts';

const DRAIN_MS = 4000;
const built = new URL('./build/handler.js', import.meta.url);

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function loadHandler(): Promise<Handler> {
  if (!existsSync(built)) fail('the dashboard is not built: run `pnpm build` first');
  // adapter-node takes the protocol from a header, and would say https without one.
  process.env.FINEST_HOUR_DASHBOARD_PROTOCOL_HEADER = 'x-finest-hour-protocol';
  const { handler } = (await import(built.href)) as { handler: Handler };
  return handler;
}

function guarded(handler: Handler): RequestListener {
  return (request, response) => {
    if (!isLoopbackHost(request.headers.host)) {
      response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`refused host ${request.headers.host ?? '(none)'}: the dashboard answers on loopback names only\n`);
      return;
    }
    request.headers['x-finest-hour-protocol'] = 'http';
    handler(request, response, () => {
      response.writeHead(404).end();
    });
  };
}

const parsed = parseServerSettings(process.env);
if (!parsed.ok) fail(parsed.message);
const { host, port } = parsed.settings;

const server = createServer(guarded(await loadHandler()));
server.on('error', (error) => fail(`could not listen on ${host}:${port}: ${error.message}`));
server.listen(port, host, () => {
  const address = server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  const shown = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  process.stdout.write(`dashboard listens on http://${shown}:${listening}\n`);
  process.send?.({ ready: true, port: listening });
});

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  server.close(() => void stopTracers().finally(() => process.exit(0)));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), DRAIN_MS).unref();
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('disconnect', stop);
