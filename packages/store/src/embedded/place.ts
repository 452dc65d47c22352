import { closeSync, constants, openSync } from 'node:fs';
import { EmbeddedError } from './error.ts';
import { canUse, type ServerUser } from './server-user.ts';

/** How a program is told of a file: the path to name, and the open file, if any, that it must inherit as that number. */
export type Place = { readonly path: string; readonly handle?: number };

/** The number under which a program finds the first file that it inherits: after input, output and errors. */
const firstInherited = 3;

/**
 * Runs `body` with a place for each of `paths` that `user` can reach, even below a folder closed to it, as `/root` is:
 * there, an open file is handed over, and named by its number. What counts then is who owns the file, not the way to it.
 * Linux only; elsewhere a closed folder is an error.
 */
export async function withPlaces<T>(
  user: ServerUser | undefined,
  paths: readonly string[],
  body: (places: readonly Place[]) => Promise<T>,
): Promise<T> {
  if (user === undefined || paths.every((path) => canUse(user, path, '-w'))) {
    return body(paths.map((path) => ({ path })));
  }
  if (process.platform !== 'linux') {
    throw new EmbeddedError(
      'closed-folder',
      `user ${user.uid}, who runs the database, cannot enter ${paths.join(', ')}`,
    );
  }
  const handles = paths.map((path) => openSync(path, constants.O_RDONLY));
  try {
    return await body(handles.map((handle, i) => ({ path: `/proc/self/fd/${firstInherited + i}`, handle })));
  } finally {
    for (const handle of handles) closeSync(handle); // the program has its own by then
  }
}

/** What a program must inherit to find these places, for the end of `stdio`. */
export function inheritedHandles(places: readonly Place[]): number[] {
  return places.flatMap((place) => (place.handle === undefined ? [] : [place.handle]));
}
