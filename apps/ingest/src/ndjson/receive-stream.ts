import type { ApiKey } from '@finest-hour/store';
import type { Logger } from '@finest-hour/telemetry';
import type { OpenBody } from '../body/open.ts';
import type { IngestDeps } from '../deps.ts';
import { HttpProblem } from '../http-problem.ts';
import { problemOf } from '../problem-response.ts';
import type { RateLimiter } from '../rate/rate-limiter.ts';
import type { Receipt } from '../receipt.ts';
import { receiveEvents } from '../receive-events.ts';
import { SortedEvents } from '../sort-events.ts';
import type { StreamSteps } from './answer.ts';
import { batchesOf, type StreamOptions } from './batches.ts';
import { readLine } from './read-line.ts';
import type { Line } from './split-lines.ts';
import { addReceipt, doneLine, errorLine, NOTHING, type Totals } from './stream-receipt.ts';
import { waitFor } from './wait.ts';

/** While others fill the queue, a stream waits for its turn, but not for ever. */
const ROOM_MS = 60_000;
const ROOM_POLL_MS = 100;

export interface StreamRequest {
  readonly deps: IngestDeps;
  readonly log: Logger;
  readonly key: ApiKey;
  readonly body: OpenBody;
  readonly limiter: RateLimiter | null;
  readonly options: StreamOptions;
}

const never = new Promise<never>(() => undefined);

function pause(ms: number, { stopping }: StreamOptions): Promise<unknown> {
  return waitFor(never, ms, stopping);
}

/** Stores a batch. Where there is no room for it, the sender is not read from meanwhile, which is all it notices. */
async function store({ deps, key, options }: StreamRequest, events: SortedEvents): Promise<Receipt> {
  for (const untilMs = performance.now() + ROOM_MS; ;) {
    try {
      return await receiveEvents(deps, key, events);
    } catch (error) {
      const isBusy = problemOf(error).type === 'busy';
      if (!isBusy || options.stopping.aborted || performance.now() > untilMs) throw error;
      await pause(ROOM_POLL_MS, options);
    }
  }
}

/** A key that is too fast is slowed down: a stream that has begun is not refused for it. */
async function slowDown({ key, limiter, options }: StreamRequest, events: number): Promise<void> {
  if (limiter === null) return;
  let { waitSeconds } = limiter.take(key.origin, events);
  while (waitSeconds > 0 && !options.stopping.aborted) {
    await pause(Math.min(waitSeconds, 1) * 1000, options);
    ({ waitSeconds } = limiter.take(key.origin, 0));
  }
}

function readLines({ deps, key }: StreamRequest, lines: readonly Line[]): SortedEvents {
  const nowUs = deps.nowUs();
  const events = new SortedEvents(key, nowUs);
  for (const line of lines) {
    const incoming = readLine(line, nowUs);
    if (incoming !== null) events.add(incoming);
  }
  return events;
}

/** Why a stream broke off, for its last line; a fault of ours is told to the log. */
function lastWords(error: unknown, totals: Totals, { log }: StreamRequest): string {
  const problem = problemOf(error);
  if (problem.type === 'internal' || problem.type === 'unavailable') log.error({ err: error }, problem.type);
  return errorLine(totals, problem);
}

/**
 * Stores a stream of lines as it comes, batch by batch, and tells of each. What breaks it off before anything is known of
 * any line is thrown, and can still be answered with its status; later it is the last line.
 */
export async function* receiveStream(request: StreamRequest): StreamSteps {
  let totals = NOTHING;
  try {
    for await (const lines of batchesOf(request.body, request.options)) {
      const receipt = await store(request, readLines(request, lines));
      const dealtWith = (lines.at(-1)?.index ?? 0) + 1;
      totals = addReceipt(totals, { ...receipt, lines: dealtWith });
      yield { lines: dealtWith, ...receipt };
      await slowDown(request, receipt.accepted + receipt.duplicates + receipt.rejectedCount);
    }
  } catch (error) {
    if (totals.lines === 0) throw error;
    return lastWords(error, totals, request);
  }
  if (totals.lines === 0) throw new HttpProblem('empty-body', 'the body is empty');
  return doneLine(totals);
}
