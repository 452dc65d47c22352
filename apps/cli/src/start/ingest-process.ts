/**
 * How ingest is run beside its settings, so that its memory stays within bounds whatever it is sent: a heap that
 * is kept small (it never needs half of that), which it may clear when much has passed through (`--expose-gc`), and an
 * allocator that hands back what is free. The Dockerfile says the same.
 */
export const INGEST_PROCESS = {
  flags: ['--expose-gc', '--max-old-space-size=256', '--max-semi-space-size=16'],
  env: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' },
} as const;
