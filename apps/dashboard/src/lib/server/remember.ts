/** How many results are kept: both widths of every chart of a few periods. */
const KEPT = 64;

/**
 * Remembers what a pure function made of its input, told apart by its JSON; the least recently asked for goes first.
 * A page that is loaded again mostly draws what it drew before, and drawing takes longer than counting.
 */
export function remember<Input, Result>(make: (input: Input) => Result): (input: Input) => Result {
  const made = new Map<string, Result>();
  return (input) => {
    const key = JSON.stringify(input);
    const result = made.has(key) ? (made.get(key) as Result) : make(input);
    made.delete(key);
    made.set(key, result);
    const oldest = made.keys().next();
    if (made.size > KEPT && !oldest.done) made.delete(oldest.value);
    return result;
  };
}
