import type { Loaded } from './load-log.ts';

const number = new Intl.NumberFormat('en');

function plural(count: number, one: string): string {
  return `${number.format(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** What an import came to, for people: a line each. */
export function describeLoaded({ summary, counts, interrupted }: Loaded, dryRun: boolean): readonly string[] {
  const lines = [
    `${plural(summary.cases, 'case')}, ${plural(summary.events, 'event')} from ${plural(summary.rows, 'row')}`,
  ];
  if (dryRun) lines.push('dry run: nothing was stored');
  else lines.push(`stored ${number.format(counts.accepted)}, already there ${number.format(counts.duplicates)}`);
  if (counts.conflicts > 0) {
    lines.push(
      `${plural(counts.conflicts, 'event')} not stored: the same id is there with other content, so the log or its mapping has changed since; give the new one another --source`,
    );
  }
  for (const [reason, { count, first }] of counts.refused) {
    lines.push(`${plural(count, 'event')} refused: ${reason} (first: ${first})`);
  }
  if (summary.notUnderstood.length === 0) lines.push('every row was understood');
  for (const { reason, count, firstRow, firstValue, leftOut } of summary.notUnderstood) {
    const value = firstValue === null ? '' : `: ${firstValue}`;
    lines.push(
      `${plural(count, 'row')} ${leftOut ? 'left out' : 'not wholly understood'}: ${reason} (first in row ${firstRow}${value})`,
    );
  }
  if (interrupted) lines.push('interrupted: run the same command again to go on; nothing is counted twice');
  return lines;
}
