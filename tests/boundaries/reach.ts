import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resolveInside } from './resolve.ts';
import { isTest, zoneOf } from './zones.ts';

/**
 * Chains of imports that lead from one side of the vanity line to the other through files that are on neither. The
 * front door of the store is passed by: there, the two sides are put together for those who append events.
 */
export function chainsAcross(root: string): string[] {
  const files = globSync(['packages/*/src/**/*.ts', 'apps/*/src/**/*.{ts,svelte}'], { cwd: root });
  const starts = files.filter((file) => zoneOf(file)?.side !== undefined && !isTest(file));
  return starts.flatMap((start) => {
    const chain = findChain(root, [start], new Set([start]));
    return chain === undefined ? [] : [chain.join(' → ')];
  });
}

function findChain(root: string, path: readonly string[], seen: Set<string>): readonly string[] | undefined {
  const from = path.at(-1) ?? '';
  const side = zoneOf(path[0] ?? '')?.side;
  for (const to of importsOf(root, from)) {
    if (seen.has(to)) continue;
    seen.add(to);
    const next = [...path, to];
    const there = zoneOf(to)?.side;
    if (there !== undefined && there !== side) return next;
    const chain = findChain(root, next, seen);
    if (chain !== undefined) return chain;
  }
  return undefined;
}

const specifiers = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"]+)\1/g;

function importsOf(root: string, file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(specifiers)].flatMap(([, , specifier = '']) => {
    const to = specifier === '@finest-hour/store' ? undefined : resolveInside(file, specifier);
    const found = to === undefined ? undefined : fileAt(root, to);
    return found === undefined ? [] : [found];
  });
}

/** A specifier means a file as it stands, or the `index.ts` of a folder. */
function fileAt(root: string, path: string): string | undefined {
  return [path, join(path, 'index.ts'), `${path}.ts`].find((one) =>
    statSync(join(root, one), { throwIfNoEntry: false })?.isFile(),
  );
}
