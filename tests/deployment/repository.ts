import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the checkout. */
export const root = join(import.meta.dirname, '..', '..');

export function readFromRoot(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
