import { createServer } from 'node:net';

/** Throws where a port can't be listened on, before anything is started. */
export async function assertPortFree(name: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is taken by another program' : `can't be used (${error.code ?? error.message})`;
      reject(new Error(`port ${port} ${why}; set ${name} to another one`));
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
