import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** Columns of a gzipped CSV file that quotes nothing; a plain reading, to check the other one against. */
export async function* csvColumns(path: string, columns: readonly string[]): AsyncGenerator<readonly string[]> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
  let positions: readonly number[] | null = null;
  for await (const line of lines) {
    const values = line.split(',');
    if (positions === null) positions = columns.map((column) => values.indexOf(column));
    else yield positions.map((position) => values[position] ?? '');
  }
}
