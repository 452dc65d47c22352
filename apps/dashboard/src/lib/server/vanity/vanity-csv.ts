import type { VanityReport } from '@finest-hour/vanity';

type Cell = string | number | null;

/** A spreadsheet would run text that starts like a formula: an apostrophe in front keeps it text. */
function cell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const COLUMNS =
  'name,title,unit,pushed,value,n,tracksRecovery.verdict,tracksRecovery.rho,tracksRecovery.low,tracksRecovery.high,tracksRecovery.weeks';

/** The readings as a table (RFC 4180): a line each; names are those of the JSON. */
export function vanityCsv({ readings }: VanityReport): string {
  const lines = readings.map(({ name, title, unit, pushed, value, n, tracksRecovery: tracks }) =>
    [
      ...[name, title, unit, String(pushed), value, n, tracks?.verdict ?? null],
      ...[tracks?.rho ?? null, tracks?.low ?? null, tracks?.high ?? null, tracks?.weeks ?? null],
    ]
      .map(cell)
      .join(','),
  );
  return [COLUMNS, ...lines].map((line) => `${line}\r\n`).join('');
}
