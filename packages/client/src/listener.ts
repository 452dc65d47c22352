/** A caller's function, called so that its mistakes neither stop the queue nor are hidden: they surface as uncaught. */
export function listener<Arguments extends readonly unknown[]>(call: (...given: Arguments) => void) {
  return (...given: Arguments): void => {
    try {
      call(...given);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}
