import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireEmbedded, type Embedded } from './index.ts';
import { isAlive, type ProcessIdentity } from './process.ts';
import { withState } from './state.ts';

let folder: string;
let home: string;
let held: Embedded[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'finest-hour-embedded-')); // 0700: as root, closed to whoever runs the server
  home = join(folder, 'home');
  held = [];
});
afterEach(async () => {
  for (const embedded of held) await embedded.release();
  rmSync(folder, { recursive: true });
});

const hold = async (): Promise<Embedded> => {
  const embedded = await acquireEmbedded(home);
  held.push(embedded);
  return embedded;
};

/** The server as the state file knows it. */
async function recorded(): Promise<ProcessIdentity> {
  const server = await withState(home, async (file) => file.read().server);
  if (server === undefined) throw new Error('no server is recorded');
  return server;
}

async function ask(embedded: Embedded, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: embedded.adminUrl.replace(/finest_hour$/, 'postgres') });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

/** Another process, leader of its own group, that holds the server until its input ends. */
async function holdElsewhere() {
  const script = join(import.meta.dirname, 'fixtures', 'hold.ts');
  const child = spawn(process.execPath, [script, home], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const ended = once(child, 'exit');
  return {
    port: Number(port.toString()),
    release: async () => (child.stdin.end(), await ended),
    kill: async () => (process.kill(-(child.pid ?? 0), 'SIGKILL'), await ended),
  };
}

async function waitForEnd(server: ProcessIdentity): Promise<void> {
  await expect.poll(() => isAlive(server), { timeout: 10_000 }).toBe(false);
}

describe('the server', () => {
  test('is PostgreSQL 18, speaks UTF-8, sorts by code point, and listens on loopback only', async () => {
    const embedded = await hold();
    expect(await ask(embedded, 'show server_version_num')).toEqual([expect.stringMatching(/^18/)]);
    expect(await ask(embedded, 'show server_encoding')).toEqual(['UTF8']);
    expect(await ask(embedded, `select x from (values ('é'), ('z'), ('Z'), ('a')) v (x) order by x`)).toEqual([
      'Z',
      'a',
      'z',
      'é',
    ]);
    expect(await ask(embedded, `select upper('é')`)).toEqual(['É']);
    expect(await ask(embedded, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(await ask(embedded, 'show unix_socket_directories')).toEqual(['']);
  });

  test('keeps its data and the file with its password from other users', async () => {
    await hold();
    expect(statSync(join(home, 'postgres.state')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'postgres')).mode & 0o777).toBe(0o700);
  });

  test('refuses a wrong password', async () => {
    const embedded = await hold();
    const wrong = { ...embedded, adminUrl: embedded.adminUrl.replace(embedded.superuserPassword, 'guess') };
    await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
  });
});

describe('its users', () => {
  test('share one server, in one process and in several, and the last one stops it', async () => {
    const [first, second] = await Promise.all([hold(), hold()]);
    const elsewhere = await holdElsewhere();
    expect([second.port, elsewhere.port]).toEqual([first.port, first.port]);
    const server = await recorded();
    await first.release();
    await elsewhere.release();
    expect(await ask(second, 'select 1')).toEqual([1]);
    await second.release();
    expect(isAlive(server)).toBe(false);
  });

  test('find what they wrote when they come back', async () => {
    const first = await hold();
    await ask(first, 'create table kept as select 42 as answer');
    await first.release();
    expect(await ask(await hold(), 'select answer from kept')).toEqual([42]);
  });

  test('may be killed with all their process group: the server stays, the next one takes it over and stops it', async () => {
    const killed = await holdElsewhere();
    await killed.kill();
    const server = await recorded();
    expect(isAlive(server)).toBe(true);
    const next = await hold();
    expect(next.port).toBe(killed.port);
    await next.release();
    expect(isAlive(server)).toBe(false);
  });

  test('take over a server whose start was not written down', async () => {
    const first = await hold();
    await withState(home, async (file) => {
      const { server: _forgotten, ...rest } = file.read();
      file.write(rest);
    });
    expect((await hold()).port).toBe(first.port);
  });

  test('may lose the whole home: releasing still stops the server', async () => {
    const embedded = await hold();
    const server = await recorded();
    rmSync(home, { recursive: true });
    await embedded.release();
    expect(isAlive(server)).toBe(false);
  });
});

describe('after a crash', () => {
  test('a postmaster.pid that names a process of somebody else is put aside', async () => {
    const first = await hold();
    await ask(first, 'create table kept as select 42 as answer');
    const server = await recorded();
    process.kill(server.pid, 'SIGKILL');
    await waitForEnd(server);
    const pidFile = join(home, 'postgres', 'postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));
    const next = await hold();
    expect(await ask(next, 'select answer from kept')).toEqual([42]);
  });

  test('an initialisation that was interrupted is done again', async () => {
    mkdirSync(join(home, 'postgres.new', 'data', 'base'), { recursive: true });
    expect(await ask(await hold(), 'select 1')).toEqual([1]);
    expect(readdirSync(home).sort()).toEqual(['postgres', 'postgres.log', 'postgres.state']);
  });
});

describe('a folder that is not ours to use', () => {
  test('is refused when it holds something else', async () => {
    mkdirSync(join(home, 'postgres'), { recursive: true });
    writeFileSync(join(home, 'postgres', 'letter.txt'), 'dear customer');
    await expect(hold()).rejects.toMatchObject({ code: 'not-a-data-folder' });
    expect(readdirSync(join(home, 'postgres'))).toEqual(['letter.txt']);
  });

  test('is refused, naming both versions, when another PostgreSQL made it', async () => {
    mkdirSync(join(home, 'postgres'), { recursive: true });
    writeFileSync(join(home, 'postgres', 'PG_VERSION'), '17\n');
    await expect(hold()).rejects.toThrow(/was made by postgresql 17; this one is 18/);
  });

  test('is refused when the password to its data is lost', async () => {
    await (await hold()).release();
    rmSync(join(home, 'postgres.state'));
    await expect(hold()).rejects.toMatchObject({ code: 'password-missing' });
  });

  test('is refused when its state is no state', async () => {
    mkdirSync(home);
    writeFileSync(
      join(home, 'postgres.state'),
      'not a database, and longer than the header that one would have. '.repeat(20),
    );
    await expect(hold()).rejects.toMatchObject({ code: 'state-unreadable' });
  });
});

const asRoot = () => {
  test('the data in a folder that only root may enter belong to the account that runs the server', async () => {
    const embedded = await hold();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, 'postgres')).uid).not.toBe(0);
    expect(await ask(embedded, 'show data_directory')).toEqual(['/proc/self/fd/3']);
  });

  test('a folder that everybody may enter is used by its path', async () => {
    home = mkdtempSync('/tmp/finest-hour-open-');
    held.push({ ...(await hold()), release: async () => rmSync(home, { recursive: true }) });
    expect(statSync(join(home, 'postgres')).uid).not.toBe(0);
  });
};

const asOrdinaryUser = () => {
  test('the data belong to us', async () => {
    await hold();
    expect(statSync(join(home, 'postgres')).uid).toBe(process.getuid?.());
  });
};

describe('run by this account', process.getuid?.() === 0 ? asRoot : asOrdinaryUser);
