import { DAY_MS } from '../calendar/local-days.ts';
import { SOURCES } from '../company/causes.ts';
import { AFTERMATH_MS } from '../law/returns.ts';
import { PURPOSE, Random } from '../random.ts';
import type { ArrivalQueue } from '../stream/arrival-queue.ts';
import { Outbox } from '../stream/outbox.ts';
import type { World } from '../world.ts';
import { laterComplaint, type Complaint } from './complaint.ts';
import { momentsAt, postValueEvent } from './value-events.ts';

/** How far back before a complaint its customer is told of. */
export const BEFORE_DAYS = 270;
/** Shopping at the usual rate is made in pieces of so many days, so that nothing of it need be kept. */
export const PIECE_DAYS = 90;

function shop(
  world: World,
  queue: ArrivalQueue,
  keys: readonly [purpose: number, ...rest: number[]],
  customer: string,
  id: string,
  fromMs: number,
  toMs: number,
): void {
  if (toMs <= fromMs) return;
  const { seed, mess } = world.parameters;
  const random = Random.of(seed, ...keys);
  let outbox: Outbox | null = null;
  let count = 0;
  for (const atMs of momentsAt(world.returns.baseline.buying, fromMs, toMs, random)) {
    count += 1;
    outbox ??= new Outbox(queue, world.endMs, mess, Random.of(seed, PURPOSE.mess, ...keys));
    postValueEvent(outbox, customer, `${id}-${count}`, atMs, random);
  }
}

/** What a customer buys before the first complaint. */
export function shopBefore(world: World, complaint: Complaint, queue: ArrivalQueue): void {
  const { day, number, customer, caseId, openedMs, troll } = complaint;
  if (troll || openedMs > world.endMs) return;
  const fromMs = Math.max(world.startMs, openedMs - BEFORE_DAYS * DAY_MS);
  shop(world, queue, [PURPOSE.before, day, number], customer, `${caseId}-b`, fromMs, openedMs);
}

/** What the customer of a first complaint buys in a piece of time after its aftermath, until the next one or leaving. */
export function shopAfter(world: World, complaint: Complaint, piece: number, queue: ArrivalQueue): void {
  const { day, number, customer, caseId, openedMs, troll, leavesMs } = complaint;
  const fromMs = openedMs + AFTERMATH_MS + piece * PIECE_DAYS * DAY_MS;
  if (troll || openedMs < world.startMs || leavesMs < fromMs || fromMs > world.endMs) return;
  const untilMs = Math.min(
    leavesMs,
    laterComplaint(world, complaint)?.openedMs ?? Infinity,
    fromMs + PIECE_DAYS * DAY_MS,
  );
  shop(world, queue, [PURPOSE.after, day, number, piece], customer, `${caseId}-a${piece}`, fromMs, untilMs);
}

/** What a customer who never complains buys in a piece of time; and when they leave. */
export function shopQuietly(world: World, number: number, piece: number, queue: ArrivalQueue): void {
  const { seed, mess } = world.parameters;
  const { leaving } = world.returns.baseline;
  const customer = `customer-q${number}`;
  const life = Random.of(seed, PURPOSE.regular, number);
  const leavesMs = leaving === 0 ? Infinity : Math.ceil(world.startMs + life.exponential(DAY_MS / leaving));
  // The pieces of customers begin on different days, so that no day makes them all.
  const fromMs = world.startMs + ((number % PIECE_DAYS) + (piece - 1) * PIECE_DAYS) * DAY_MS;
  const toMs = Math.min(leavesMs, fromMs + PIECE_DAYS * DAY_MS);
  shop(
    world,
    queue,
    [PURPOSE.regular, number, piece],
    customer,
    `q${number}-${piece}`,
    Math.max(fromMs, world.startMs),
    toMs,
  );
  if (leavesMs < fromMs || leavesMs >= fromMs + PIECE_DAYS * DAY_MS) return;
  const outbox = new Outbox(queue, world.endMs, mess, life);
  outbox.post(SOURCES.crm, 'customer.left', customer, `q${number}-left`, leavesMs, { reason: 'moved away' });
}
