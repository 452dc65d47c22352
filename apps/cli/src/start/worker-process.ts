/**
 * How the worker is run beside its settings: what it reads lives as long as a round, so a young generation that holds a few
 * rounds spares copying them about. docker-compose.yml says the same.
 */
export const WORKER_PROCESS = { flags: ['--max-semi-space-size=64'] } as const;
