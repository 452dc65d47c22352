/** The rank of each value from 1, ascending; equal values share the mean of their ranks. R: `rank(values)`. */
export function ranks(values: readonly number[]): readonly number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranked = new Array<number>(values.length);
  for (let first = 0; first < order.length;) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1] as number] === values[order[first] as number]) last += 1;
    for (let i = first; i <= last; i += 1) ranked[order[i] as number] = (first + last) / 2 + 1;
    first = last + 1;
  }
  return ranked;
}
