import type { ReadingReport, Tracking, VanityReport } from '@finest-hour/vanity';
import { count, duration } from '#lib/words/numbers.ts';

const NBSP = '\u00a0';
const decimals = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });

function number(value: number): string {
  const size = Math.abs(value);
  const huge = size >= 1e15 || (size > 0 && size < 1e-6);
  const text = huge ? value.toExponential(2) : size >= 100 ? count(Math.round(value)) : decimals.format(value);
  return text.replace('-', '−');
}

/** "12,340 cases", "2 d 4 h", "4.2 stars"; where nothing was read, a dash. */
export function valueWords({ value, unit }: Pick<ReadingReport, 'value' | 'unit'>): string {
  if (value === null) return '–';
  if (unit === 'seconds' && value >= 0) return value < 60 ? `${number(value)}${NBSP}s` : duration(value);
  return unit === '' ? number(value) : `${number(value)}${NBSP}${unit}`;
}

/** One decimal; two where 0 would hide on which side of it an end lies. */
function end(value: number): string {
  const text = value.toFixed(Math.abs(value) < 0.05 ? 2 : 1);
  return (Number(text) === 0 ? '0' : text).replace('-', '−');
}

const VERDICTS: Readonly<Record<Tracking['verdict'], string>> = {
  no: 'no',
  yes: 'yes',
  reversed: 'the other way',
  unclear: 'can’t tell',
};

/** "no: −0.1 to 0.2". */
export function trackingWords({ tracksRecovery }: ReadingReport, recovery: VanityReport['recovery']): string {
  if (recovery.notMeasured !== null) return 'not known';
  if (tracksRecovery === null) return 'too few weeks';
  const { verdict, low, high } = tracksRecovery;
  return `${VERDICTS[verdict]}: ${end(low)} to ${end(high)}`;
}
