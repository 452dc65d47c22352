/** The load generator: a process of its own, told what to do by the bench over the channel between them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpConnection } from './http-connection.ts';
import { copiesOfFile, eventsOfCases, type EventSource } from './ingest-events.ts';
import type { LoadJob, LoadOrder, LoadResult } from './ingest-jobs.ts';

const BATCH = 1_000;
/** The generator shares the machine with what it measures: so many requests cost nothing while the clock runs. */
const WRITTEN_BEFORE = 100;

type Count = Pick<LoadResult, 'requests' | 'events' | 'seconds' | 'cpuSeconds'> & {
  readonly latenciesMs: readonly number[];
};
type Job<Kind extends LoadJob['kind']> = LoadJob & { kind: Kind };

class Load {
  readonly #order: LoadOrder;
  readonly #latenciesMs: number[] = [];
  #events = 0;
  #startMs = performance.now();
  #startCpu = process.cpuUsage();

  constructor(order: LoadOrder) {
    this.#order = order;
  }

  /** Starts the clock. */
  #start(): void {
    this.#startMs = performance.now();
    this.#startCpu = process.cpuUsage();
  }

  #open(count: number): Promise<readonly HttpConnection[]> {
    const { host, port } = this.#order;
    return Promise.all(Array.from({ length: count }, () => HttpConnection.open(host, port)));
  }

  #post(contentType: string, body: string): string {
    const head = `POST /v1/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${this.#order.key}\r\nContent-Type: ${contentType}`;
    return `${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  }

  /** Asks, and notes how long the answer took since `sinceMs`. */
  async #ask(connection: HttpConnection, request: string | Buffer, sinceMs: number, events: number): Promise<void> {
    const { status, body } = await connection.ask(request);
    this.#latenciesMs.push(performance.now() - sinceMs);
    const accepted = events === 0 || body.startsWith(`{"accepted":${events},`);
    if (status !== 200 || !accepted) throw new Error(`answered ${status}: ${body.slice(0, 500)}`);
    this.#events += events;
  }

  #single(source: EventSource): string {
    return this.#post('application/cloudevents+json', source.next());
  }

  async run(job: LoadJob): Promise<Count> {
    const connections = await this.#open(job.connections);
    try {
      if (job.kind === 'nothing') await this.#nothing(job, connections);
      else if (job.kind === 'batches') await this.#batches(job, connections);
      else if (job.rate === null) await this.#singles(job, connections);
      else await this.#paced(job, job.rate, connections);
      const { user, system } = process.cpuUsage(this.#startCpu);
      return {
        ...{ requests: this.#latenciesMs.length, events: this.#events, latenciesMs: this.#latenciesMs },
        ...{ seconds: (performance.now() - this.#startMs) / 1000, cpuSeconds: (user + system) / 1e6 },
      };
    } finally {
      for (const connection of connections) connection.close();
    }
  }

  async #nothing({ seconds }: Job<'nothing'>, connections: readonly HttpConnection[]): Promise<void> {
    const untilMs = performance.now() + seconds * 1000;
    const request = 'GET /healthz HTTP/1.1\r\nHost: bench\r\n\r\n';
    const ask = async (connection: HttpConnection) => {
      for (let nowMs = performance.now(); nowMs < untilMs; nowMs = performance.now()) {
        await this.#ask(connection, request, nowMs, 0);
      }
    };
    await Promise.all(connections.map(ask));
  }

  async #singles({ name, seconds }: Job<'singles'>, connections: readonly HttpConnection[]): Promise<void> {
    const source = await copiesOfFile(name);
    const untilMs = performance.now() + seconds * 1000;
    const send = async (connection: HttpConnection) => {
      for (let nowMs = performance.now(); nowMs < untilMs; nowMs = performance.now()) {
        await this.#ask(connection, this.#single(source), nowMs, 1);
      }
    };
    await Promise.all(connections.map(send));
  }

  /** Latency counts from when a request was due, so that those which had to wait for a connection are not left out. */
  async #paced({ name, seconds }: Job<'singles'>, rate: number, all: readonly HttpConnection[]): Promise<void> {
    const source = await copiesOfFile(name);
    const idle = [...all];
    const startMs = performance.now();
    const asked: Promise<void>[] = [];
    for (let count = 0; count < rate * seconds;) {
      const due = Math.min(rate * seconds, ((performance.now() - startMs) / 1000) * rate);
      for (; count < due && idle.length > 0; count += 1) {
        const connection = idle.pop() as HttpConnection;
        const asking = this.#ask(connection, this.#single(source), startMs + (count / rate) * 1000, 1);
        asked.push(asking.finally(() => void idle.push(connection)));
      }
      await sleep(1);
    }
    await Promise.all(asked);
  }

  /** Batches as requests: the first ones written out before the clock starts, the others as they are sent. */
  async #requests({ name, events, cases }: Job<'batches'>): Promise<() => Buffer | null> {
    const source = cases === null ? await copiesOfFile(name) : await eventsOfCases(cases);
    const write = () => {
      const body = `[${Array.from({ length: BATCH }, () => source.next()).join(',')}]`;
      return Buffer.from(this.#post('application/cloudevents-batch+json', body));
    };
    let left = Math.ceil(events / BATCH);
    const written = Array.from({ length: Math.min(left, WRITTEN_BEFORE) }, write).reverse();
    return () => (left-- > 0 ? (written.pop() ?? write()) : null);
  }

  async #batches(job: Job<'batches'>, connections: readonly HttpConnection[]): Promise<void> {
    const next = await this.#requests(job);
    this.#start();
    const send = async (connection: HttpConnection) => {
      for (let request = next(); request !== null; request = next()) {
        await this.#ask(connection, request, performance.now(), BATCH);
      }
    };
    await Promise.all(connections.map(send));
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

async function runJob(order: LoadOrder): Promise<LoadResult> {
  const { latenciesMs, ...count } = await new Load(order).run(order.job);
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return { ...count, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
}

process.on('disconnect', () => process.exit());
process.on('message', (order: LoadOrder) => {
  runJob(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
