/** Numbers as people read them: no false precision, a thin unit, tabular figures by style. */

const NBSP = '\u00a0';
const counts = new Intl.NumberFormat('en-GB');

/** 1240 → "1,240". */
export function count(n: number): string {
  return counts.format(n);
}

/** "1 complaint", "1,240 complaints". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)}${NBSP}${n === 1 ? one : many}`;
}

/** Decimals of a percentage: one where, in whole numbers, an end of its interval would look like the value. */
export function decimalsFor({ value, low, high }: { value: number; low: number; high: number }): 0 | 1 {
  const [middle, from, to] = [value, low, high].map((share) => Math.round(share * 100));
  const hidden = (from === middle && low !== value) || (to === middle && high !== value);
  return hidden ? 1 : 0;
}

/** 0.6312 → "63 %". */
export function percent(share: number, decimals: 0 | 1 = 0): string {
  return `${(share * 100).toFixed(decimals)}${NBSP}%`;
}

/** A part of a whole: what is there, but rounds to nothing, is "<1 %". */
export function part(share: number): string {
  return share > 0 && share < 0.005 ? `<1${NBSP}%` : percent(share);
}

/** A share with its interval → "63 %" and "60–66 %". */
export function estimateWords(estimate: { value: number; low: number; high: number }): {
  readonly value: string;
  readonly interval: string;
} {
  const decimals = decimalsFor(estimate);
  const low = (estimate.low * 100).toFixed(decimals);
  return { value: percent(estimate.value, decimals), interval: `${low}–${percent(estimate.high, decimals)}` };
}

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const;

/** Seconds in the two largest units: "2 d 4 h", "2 h 10 m", "45 m". */
export function duration(seconds: number): string {
  if (seconds < 60) return seconds < 1 ? '0 m' : 'under 1 m';
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  const [unit, size] = UNITS[first] ?? UNITS[2];
  const whole = Math.floor(seconds / size);
  const next = UNITS[first + 1];
  const rest = next ? Math.floor((seconds - whole * size) / next[1]) : 0;
  return next && rest > 0 ? `${whole}${NBSP}${unit} ${rest}${NBSP}${next[0]}` : `${whole}${NBSP}${unit}`;
}
