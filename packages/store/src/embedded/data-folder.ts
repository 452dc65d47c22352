import { readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError, errorCode } from './error.ts';
import type { ServerUser } from './server-user.ts';

/** Who owns the data of a server in `data`; undefined when nothing is there yet. Anything else there is an error. */
export function dataOwner(data: string, version: string): ServerUser | undefined {
  const stat = statSync(data, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (isEmpty(data)) return void rmdirSync(data);
  const [found, ours] = [majorVersion(data), version.split('.')[0]];
  if (found !== ours) {
    throw new EmbeddedError('other-version', `${data} was made by postgresql ${found}; this one is ${ours}`);
  }
  return { uid: stat.uid, gid: stat.gid };
}

function majorVersion(data: string): string {
  try {
    return readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EACCES')
      throw new EmbeddedError('closed-folder', `${data} belongs to another user: run as that user`);
    if (code !== 'ENOENT') throw error;
    throw new EmbeddedError('not-a-data-folder', `${data} is there, but it holds no data of postgresql`);
  }
}

/** As far as we may look into it; what PostgreSQL refuses to run on is left to its own words. */
function isEmpty(data: string): boolean {
  try {
    return readdirSync(data).length === 0;
  } catch (error) {
    if (errorCode(error) === 'EACCES') return false;
    throw error;
  }
}
