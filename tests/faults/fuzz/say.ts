import { connect } from 'node:net';
import { pause } from '../processes.ts';
import type { Said } from './make-head.ts';

/** Time in which an answer must have come, or the connection been closed, once the sender has said all. */
const PATIENCE_MS = 60_000;
const HANGS_MS = 20;

/** What came back, and whether the server was done with the connection before the sender lost patience. */
export interface Heard {
  readonly text: string;
  readonly done: boolean;
}

/** Says it on a connection of its own, piece by piece, and listens until the server closes it. */
export async function say(port: number, { pieces, leaving }: Said): Promise<Heard> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  let text = '';
  socket.setEncoding('latin1').on('data', (part: string) => (text += part));
  const { promise: closed, resolve: lose } = Promise.withResolvers<boolean>();
  socket.on('end', () => lose(true)).on('close', () => lose(true));
  // The server may have closed it while more was being said.
  socket.on('error', () => lose(true));
  for (const piece of pieces) {
    socket.write(piece);
    if (pieces.length > 1) await pause(1);
  }
  if (leaving === 'ends') socket.end();
  if (leaving === 'breaks' || leaving === 'hangs') {
    await pause(leaving === 'hangs' ? HANGS_MS : 1);
    socket.destroy();
  }
  const patience = setTimeout(() => lose(false), PATIENCE_MS);
  const done = await closed;
  clearTimeout(patience);
  socket.destroy();
  return { text, done };
}

/** The statuses of all answers, each with the text up to the next. */
export function answersIn(text: string): readonly { readonly status: number; readonly text: string }[] {
  const starts = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)];
  return starts.map((found, at) => ({
    status: Number(found[1]),
    text: text.slice(found.index, starts[at + 1]?.index ?? text.length),
  }));
}
