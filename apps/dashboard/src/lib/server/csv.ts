export type CsvCell = string | number | boolean | null;

/** A spreadsheet would run text that starts like a formula: an apostrophe in front keeps it text. */
function guard(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

function cell(value: CsvCell): string {
  if (value === null) return '';
  const text = typeof value === 'string' ? guard(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, with a header line; text that looks like a formula is guarded. */
export function csv(columns: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
