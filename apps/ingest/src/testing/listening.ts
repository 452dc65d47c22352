import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createIngestApp } from '../app.ts';
import { DEFAULT_OPTIONS, type AppOptions } from '../app-options.ts';
import { createHttpServer } from '../http-server.ts';
import { memoryDeps, type MemoryDeps } from './memory-deps.ts';

/** A server over a store in memory, reached through real sockets. */
export interface Listening {
  readonly deps: MemoryDeps;
  readonly url: string;
  /** A connection of one's own, to say what no client says. */
  connect(): Socket;
  /** Sends text as it is, and answers all that comes back until the server closes the connection. */
  say(text: string): Promise<string>;
  close(): void;
}

export async function listen(options: Partial<AppOptions> = {}, deps = memoryDeps()): Promise<Listening> {
  const server = createHttpServer(createIngestApp(deps, { ...DEFAULT_OPTIONS, ...options }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const open = () => connect(port, '127.0.0.1');
  return {
    deps,
    url: `http://127.0.0.1:${port}`,
    connect: open,
    say: async (text) => {
      const socket = open();
      let heard = '';
      socket.setEncoding('latin1').on('data', (part: string) => (heard += part));
      socket.write(text);
      await once(socket, 'close');
      return heard;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The beginning of a request with events, up to what says how long its body is. */
export const HEAD = [
  'POST /v1/events HTTP/1.1',
  'Host: test',
  'Authorization: Bearer fh_push',
  'Content-Type: application/json',
  '',
].join('\r\n');
