import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installedPrograms } from './programs.ts';
import { chooseServerUser } from './server-user.ts';
import { copyFor, programsFor, removeCopy } from './shared-copy.ts';

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'finest-hour-cache-'));
  chmodSync(cache, 0o755);
});
afterEach(() => rmSync(cache, { recursive: true }));

const asRoot = () => {
  const user = { uid: 65534, gid: 65534 };

  test('one copy is made in a cache of root alone, and used again', () => {
    const made = copyFor(user, installedPrograms(), cache);
    const { ino } = statSync(made.folder);
    expect(made.temporary).toBe(false);
    expect(copyFor(user, installedPrograms(), cache)).toEqual(made);
    expect(statSync(made.folder).ino).toBe(ino);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  test('a cache that others may write to is not trusted: the copy is made afresh elsewhere, and can be removed', () => {
    chmodSync(cache, 0o777);
    const copy = copyFor(user, installedPrograms(), cache);
    expect(copy.temporary).toBe(true);
    expect(readdirSync(cache)).toEqual([]);
    removeCopy(copy.folder);
    expect(statSync(copy.folder, { throwIfNoEntry: false })).toBeUndefined();
  });

  test('a copy that others may write to is not trusted', () => {
    const planted = join(cache, `postgresql-${installedPrograms().version}`);
    mkdirSync(join(planted, 'bin'), { recursive: true });
    chmodSync(planted, 0o777);
    const copy = copyFor(user, installedPrograms(), cache);
    expect(copy.temporary).toBe(true);
    removeCopy(copy.folder);
  });

  test('the server gets an account that is not root, and keeps the one that owns its data', () => {
    expect(chooseServerUser(undefined)?.uid).toBeGreaterThan(0);
    expect(chooseServerUser({ uid: 1234, gid: 1234 })).toEqual({ uid: 1234, gid: 1234 });
  });
};

const asOrdinaryUser = () => {
  test('the programs are run where they are installed, by ourselves', () => {
    expect(chooseServerUser({ uid: 1234, gid: 1234 })).toBeUndefined();
    expect(programsFor(undefined, installedPrograms())).toEqual({
      folder: installedPrograms().folder,
      temporary: false,
    });
  });
};

describe('run by this account', process.getuid?.() === 0 ? asRoot : asOrdinaryUser);
