import type { Difference, Moved, MovedGroup } from '@finest-hour/metrics';
import { count } from './report-words.ts';

/** A part of a change in complaints of 100, with its sign. */
function points(share: number | null): string {
  if (share === null) return '–';
  const size = Math.abs(share * 100).toFixed(1);
  return size === '0.0' ? size : `${share > 0 ? '+' : '−'}${size}`;
}

function likely({ value, low, high }: Difference): string {
  return `${points(value)} (likely ${points(low)} to ${points(high)})`;
}

function groupLine({ key, mix, rate, difference, named, adjusted }: MovedGroup): string {
  const told = adjusted === null ? 'too few to compare' : named ? 'changed' : 'can’t tell';
  const parts = `different complaints ${points(mix)}   handled differently ${points(rate)}`;
  return `  ${(key ?? '(not known)').padEnd(24)} ${parts}   like for like ${points(difference.value)}, ${told}`;
}

/** Why the recovery rate changed, for a terminal; all figures are complaints of 100. */
export function movedLines(moved: Moved): readonly string[] {
  const { from, to, before, after, change, mix, rate, groups, simpson, dimension } = moved;
  const head = `Complaints recovered of 100, against those opened from ${from} up to ${to}, by ${dimension}:`;
  if (moved.tooFew)
    return ['', head, `  too few to compare: ${count(after.n)} with a verdict, ${count(before.n)} before`];
  return [
    '',
    head,
    `  change ${likely(change)}: different complaints ${points(mix)}, handled differently ${likely(rate)}`,
    ...groups.map(groupLine),
    ...(simpson ? [`  the whole moved against every ${dimension}: read these, not the total`] : []),
  ];
}
