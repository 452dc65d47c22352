import { gunzipSync } from 'node:zlib';
import { createClient, type Client } from '../client.ts';
import type { ClientOptions } from '../options.ts';
import type { CloudEvent, Problem, Rejection } from '../problem.ts';

/** Answers one request; the events are what it holds. */
export type Reply = (events: readonly CloudEvent[]) => Response | Promise<Response>;

interface Request {
  readonly atMs: number;
  readonly url: string;
  readonly init: RequestInit;
  readonly text: string;
  /** As sent. */
  readonly bytes: number;
  readonly events: readonly CloudEvent[];
}

/** A client whose `fetch` is played, and all that came of it. */
export interface Bench {
  readonly client: Client;
  readonly requests: readonly Request[];
  readonly rejections: readonly Rejection[];
  readonly retries: readonly { readonly problem: Problem; readonly waitMs: number }[];
}

/** A receipt as ingest gives it: those with these indexes refused, at most `listed` of them told. */
export function receipt(count: number, refused: readonly number[] = [], listed = 100): Response {
  const rejected = refused
    .slice(0, listed)
    .map((index) => ({ index, id: null, source: null, problem: badData(index) }));
  const accepted = count - refused.length;
  return Response.json({ accepted, duplicates: 0, rejectedCount: refused.length, rejected });
}

export const badData = (index: number): Problem => ({
  type: 'bad-data',
  title: 'The data does not fit its type',
  detail: `channel is missing (${index})`,
  pointer: '/data/channel',
});

export function problem(status: number, type: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ type, title: `a ${type}`, status, detail: `because of ${type}` }, { status, headers });
}

/** As `fetch` fails where nobody listens. */
export const networkFailure: Reply = () =>
  Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }));

/** Never answers; ends as `fetch` does when it is aborted. Set by `bench`, which knows the signal. */
export const silence = Symbol('silence');

/** Plays the replies one by one, and accepts everything once they are used up. */
export function bench(replies: readonly (Reply | typeof silence)[] = [], options: Partial<ClientOptions> = {}): Bench {
  const requests: Request[] = [];
  const rejections: Rejection[] = [];
  const retries: { problem: Problem; waitMs: number }[] = [];

  const play = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const reply = replies[requests.length] ?? ((events) => receipt(events.length));
    const body = init.body as Uint8Array;
    const isGzip = new Headers(init.headers).get('content-encoding') === 'gzip';
    const text = new TextDecoder().decode(isGzip ? gunzipSync(body) : body);
    const events = JSON.parse(text) as CloudEvent[];
    requests.push({ atMs: Date.now(), url: String(input), init, text, events, bytes: body.length });
    if (reply !== silence) return reply(events);
    return new Promise((_, fail) => init.signal?.addEventListener('abort', () => fail(init.signal?.reason)));
  };

  const client = createClient({
    url: 'https://events.example.com',
    key: 'fh_secret',
    source: 'desk',
    gzip: false,
    fetch: play as typeof fetch,
    onRejected: (rejection) => rejections.push(rejection),
    onRetry: (why, waitMs) => retries.push({ problem: why, waitMs }),
    ...options,
  });
  return { client, requests, rejections, retries };
}

/** Pushes `count` events with the subjects `case-0`, `case-1`, …; their outcomes come in that order. */
export function pushMany(client: Client, count: number) {
  return Array.from({ length: count }, (_, index) => client.push('case.closed', { subject: `case-${index}` }));
}

export const subjects = (events: readonly CloudEvent[]) => events.map(({ subject }) => Number(subject.slice(5)));
