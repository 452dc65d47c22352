import type { Since } from '../facts.ts';

/** The value that holds at a moment: the last one set at or before it. Nothing set yet → undefined. */
export function valueAt<Value>(history: readonly Since<Value>[], atUs: number): Value | undefined {
  let value: Value | undefined;
  for (const since of history) {
    if (since.atUs > atUs) break;
    value = since.value;
  }
  return value;
}
