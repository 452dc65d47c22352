import type { Server } from 'node:http';

/** What is on its way when the server is told to stop has this long to finish. */
export const DRAIN_MS = 5_000;
const SWEEP_MS = 50;

/** Stops listening, lets the requests under way finish, and cuts off what takes longer than `limitMs`. */
export async function drain(server: Server, limitMs = DRAIN_MS): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is kept alive is idle only once its last answer is out, so it has to be looked for again.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), limitMs);
  try {
    await closed;
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}
