import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeMappingProblem, readMapping, type Mapping } from '@finest-hour/connectors';
import { ROOT } from '../environment/environment.ts';

export const SHIPPED_MAPPINGS = join(ROOT, 'packages', 'connectors', 'mappings');

/** Reads a mapping file, or throws with all its mistakes, one a line. */
export async function readMappingFile(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`cannot read the mapping ${path}: ${error.code === 'ENOENT' ? 'no such file' : error.message}`);
  });
  const mapping = readMapping(text, path);
  if (!mapping.ok) throw new Error(mapping.error.map(describeMappingProblem).join('\n'));
  return mapping.value;
}
