import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, constants, createGzip, gzipSync, zstdCompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { copiesOfFile } from './ingest-events.ts';
import type { Product } from './ingest-product.ts';

const MIB = 2 ** 20;
const STREAM_BYTES = 200 * MIB;

type Row = Readonly<Record<string, string | number>>;
type Headers = Readonly<Record<string, string>>;

async function push({ url, key }: Product, body: unknown, headers: Headers): Promise<string> {
  const response = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
  const text = (await response.text()).trim();
  return `${response.status} ${text.slice(text.lastIndexOf('\n') + 1).slice(0, 60)}`;
}

/** Lines of 200 MiB, made as they are sent. */
async function* longStream(name: string): AsyncGenerator<Buffer> {
  const source = await copiesOfFile(name);
  for (let bytes = 0; bytes < STREAM_BYTES;) {
    const piece = Buffer.from(Array.from({ length: 200 }, () => `${source.next()}\n`).join(''));
    bytes += piece.byteLength;
    yield piece;
  }
}

/** Bodies that want to be large: as many small objects as fit, or one letter, in every encoding. */
function bombs(): readonly (readonly [Buffer, Headers])[] {
  const json = { 'content-type': 'application/json' };
  const objects = Buffer.from(`[${'{},'.repeat((16 * MIB) / 3 - 2)}{}]`);
  const one = Buffer.from(`[{"a":[${'{},'.repeat((15 * MIB) / 3)}{}]}]`);
  const letters = Buffer.alloc(300 * MIB, 'x');
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  return [
    [objects, json],
    [one, json],
    [gzipSync(objects), { ...json, 'content-encoding': 'gzip' }],
    [gzipSync(letters), { ...json, 'content-encoding': 'gzip' }],
    [brotliCompressSync(letters, fast), { ...json, 'content-encoding': 'br' }],
    [zstdCompressSync(letters), { ...json, 'content-encoding': 'zstd' }],
    [zstdCompressSync(letters), { 'content-type': 'application/x-ndjson', 'content-encoding': 'zstd' }],
  ];
}

/** The largest batch that is allowed. */
async function largest(name: string): Promise<Buffer> {
  const source = await copiesOfFile(name);
  const note = 'n'.repeat(1_200);
  const events = Array.from({ length: 10_000 }, () => source.next().replace('"data":{', `"data":{"note":"${note}",`));
  return Buffer.from(`[${events.join(',')}]`);
}

/** Forty of the largest batches at once, while nothing can be written. */
async function whileLocked(product: Product): Promise<readonly string[]> {
  const body = await largest('lock');
  const answers = product.db.transaction().execute(async (work) => {
    await sql`lock table log.event in exclusive mode`.execute(work);
    const all = Array.from({ length: 40 }, () => push(product, body, { 'content-type': 'application/json' }));
    await sleep(5_000);
    return { all };
  });
  return Promise.all((await answers).all);
}

/** How often each answer came. */
function counted(answers: readonly string[]): string {
  const counts = Map.groupBy(answers, (answer) => answer.slice(0, 3));
  return [...counts].map(([status, all]) => `${all.length} × ${status}`).join(', ');
}

/** Everything that a sender could do to the memory; answers what it was told. */
export async function abuse(product: Product): Promise<readonly Row[]> {
  const lines = { 'content-type': 'application/x-ndjson' };
  const rows: Row[] = [];
  const note = (what: string, answer: string) =>
    rows.push({ what: `${what}: ${answer}`, 'per second': Math.round(product.ingestMaxRssMb()) });
  note('a stream of 200 MiB', await push(product, Readable.toWeb(Readable.from(longStream('long'))), lines));
  const zipped = Readable.from(longStream('gzip')).pipe(createGzip({ level: 1 }));
  note('the same, gzip', await push(product, Readable.toWeb(zipped), { ...lines, 'content-encoding': 'gzip' }));
  for (const [body, headers] of bombs()) {
    const answers = await Promise.all(Array.from({ length: 4 }, () => push(product, body, headers)));
    note(`4 bombs ${headers['content-encoding'] ?? ''} ${headers['content-type'] ?? ''}`, counted(answers));
  }
  note('40 largest batches at once, the log locked', counted(await whileLocked(product)));
  return rows;
}
