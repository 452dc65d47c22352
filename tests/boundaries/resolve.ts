import { posix } from 'node:path';

const apps = ['ingest', 'dashboard', 'cli'];

/**
 * The file or folder, from the root of the repository, that `specifier` means in the file `from`; undefined for what is
 * not part of the repository. Packages name their parts by exports, which stand for folders of the same name in `src/`.
 */
export function resolveInside(from: string, specifier: string): string | undefined {
  if (/^\.{1,2}(\/|$)/.test(specifier)) return posix.join(posix.dirname(from), specifier);
  const inLib = /^[#$]lib\/(.*)$/.exec(specifier);
  if (inLib) return `apps/dashboard/src/lib/${inLib[1]}`;
  const inPackage = /^@finest-hour\/([^/]+)(?:\/(.*))?$/.exec(specifier);
  if (inPackage?.[1] === undefined) return undefined;
  const folder = apps.includes(inPackage[1]) ? `apps/${inPackage[1]}` : `packages/${inPackage[1]}`;
  return `${folder}/src/${inPackage[2] === undefined ? '' : `${inPackage[2]}/`}`;
}
