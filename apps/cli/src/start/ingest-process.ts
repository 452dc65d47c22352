/**
 * How ingest is run beside its settings, so that its memory stays within bounds whatever it is sent: small young
 * generations, which it may clear away when much has passed through (`--expose-gc`), and an allocator that hands back what
 * is free. The Dockerfile says the same.
 */
export const INGEST_PROCESS = {
  flags: ['--expose-gc', '--max-semi-space-size=4'],
  env: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' },
} as const;
