/** What ended a wait. */
export type Waited<Result> =
  { readonly why: 'done'; readonly result: Result } | { readonly why: 'time' } | { readonly why: 'stop' };

/** Waits for something, but no longer than so long, and not beyond a signal; leaves nothing behind on either. */
export async function waitFor<Result>(
  promise: Promise<Result>,
  ms: number,
  stop: AbortSignal,
): Promise<Waited<Result>> {
  if (stop.aborted) return { why: 'stop' };
  const { promise: given, resolve } = Promise.withResolvers<Waited<Result>>();
  const halt = () => resolve({ why: 'stop' });
  const timer = setTimeout(() => resolve({ why: 'time' }), ms);
  stop.addEventListener('abort', halt, { once: true });
  try {
    return await Promise.race([promise.then((result) => ({ why: 'done' as const, result })), given]);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', halt);
  }
}
