import { once } from 'node:events';
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from './error.ts';
import { withPlaces } from './place.ts';
import { runAs } from './run-as.ts';
import type { ServerUser } from './server-user.ts';
import { initdbArguments } from './settings.ts';

export type Initialisation = {
  /** The folder that will hold the data; nothing may be there yet. */
  readonly data: string;
  /** The folder of PostgreSQL's programs, which `user` can enter. */
  readonly programs: string;
  readonly user: ServerUser | undefined;
  /** For the superuser. Whoever calls this has already written it down. */
  readonly password: string;
};

/** Makes the data folder of a new server. It is made aside and moved at the end: what looks finished is finished. */
export async function initialise({ data, programs, user, password }: Initialisation): Promise<void> {
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true }); // what an interrupted attempt left
  const [draftData, passwordFile, output] = [join(draft, 'data'), join(draft, 'password'), join(draft, 'output')];
  mkdirSync(draftData, { recursive: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) for (const path of [draftData, passwordFile]) chownSync(path, user.uid, user.gid);

  await withPlaces(user, [draftData, passwordFile], async (places) => {
    const log = openSync(output, 'a', 0o600);
    const args = initdbArguments(places[0]?.path ?? draftData, places[1]?.path ?? passwordFile);
    try {
      const child = runAs({ program: join(programs, 'bin', 'initdb'), args, user, places, log });
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      if (code !== 0) throw failed(`ended with ${signal ?? code}: ${readFileSync(output, 'utf8').trim()}`);
    } catch (error) {
      throw error instanceof EmbeddedError ? error : failed(String(error));
    } finally {
      closeSync(log);
    }
  });
  renameSync(draftData, data);
  rmSync(draft, { recursive: true });
}

function failed(why: string): EmbeddedError {
  return new EmbeddedError('initdb-failed', `initdb ${why}`);
}
