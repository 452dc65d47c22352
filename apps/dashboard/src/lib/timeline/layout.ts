import type { CaseDetail, CaseEventView, HopView } from '@finest-hour/metrics';
import { foldTime, type FoldedTime, type Span } from './fold-time.ts';
import { chainGap, eventGap } from './gap.ts';

/** A stretch on a line, in percent. */
export interface Stretch {
  readonly left: number;
  readonly width: number;
}

/** One holding of a case: outlined from being assigned, solid from being owned. */
export interface Holding extends Stretch {
  readonly hop: HopView;
  readonly seconds: number;
  readonly open: boolean;
  /** From here it is owned, in percent of the whole line; null: assigned only. */
  readonly owned: Stretch | null;
}

/** One holder's lane, in order of first holding. */
export interface Lane {
  readonly key: string;
  readonly name: string;
  /** A queue, a bot or a rule: nobody holds the case in this lane. */
  readonly nobody: boolean;
  readonly holdings: readonly Holding[];
}

/** A stretch in which no person held the case. */
export interface Unheld extends Stretch {
  readonly seconds: number;
}

export interface Mark {
  readonly left: number;
  readonly type: string;
  readonly time: string;
  readonly side: 'theirs' | 'ours';
}

export interface Tick {
  readonly left: number;
  readonly time: string;
}

export interface Timeline {
  readonly lanes: readonly Lane[];
  readonly unheld: readonly Unheld[];
  readonly folds: readonly (Stretch & { readonly seconds: number })[];
  readonly marks: readonly Mark[];
  readonly ticks: readonly Tick[];
}

const THEIRS = new Set([
  'case.opened',
  'case.reopened',
  'contact.received',
  'case.went-public',
  'satisfaction.stated',
  'customer.left',
]);

/** What the customer notices of us. Who holds the case is told by the lanes below, and the rest stays indoors. */
const TO_THEM = new Set([
  'case.resolved',
  'contact.made',
  'thanks.given',
  'apology.made',
  'responsibility.taken',
  'expectation.confirmed',
  'options.offered',
  'remedy.asked',
  'promise.made',
  'promise.changed',
  'promise.kept',
  'solution.provided',
  'request.denied',
  'satisfaction.asked',
  'surprise.given',
  'public.answered',
]);

function sideOf({ type, data }: CaseEventView): Mark['side'] | null {
  if (THEIRS.has(type)) return 'theirs';
  return TO_THEM.has(type) && data['kind'] !== 'internal-note' ? 'ours' : null;
}

const ms = (instant: string): number => Date.parse(instant);

/** A lane's holder as people name it: an agent with the team, a team's queue, or nobody. */
export function holderName({ agent, team, bot }: Pick<HopView, 'agent' | 'team' | 'bot'>): string {
  if (agent !== null) return team === null ? agent : `${agent} · ${team}`;
  return team === null ? 'nobody' : `${team}${bot ? '' : ' · queue'}`;
}

function holdsForPeople({ agent, bot }: HopView): boolean {
  return agent !== null && !bot;
}

/**
 * The chain with ownership carried on: who owned a case and keeps holding it, under another team, still owns it,
 * though only the first of these holdings says so.
 */
export function carryOwnership(chain: readonly HopView[]): readonly HopView[] {
  let previous: HopView | null = null;
  return chain.map((hop) => {
    const stays =
      hop.agent !== null && previous?.agent === hop.agent && previous.end === hop.start && hop.waitSeconds === 0;
    const carried: HopView = stays && hop.ownedAt === null && previous?.ownedAt ? { ...hop, ownedAt: hop.start } : hop;
    previous = carried;
    return carried;
  });
}

function lastInstant(detail: CaseDetail, asOf: string): number {
  const known = [
    detail.openedAt,
    ...detail.events.map(({ time }) => time),
    ...detail.chain.flatMap(({ end }) => end ?? []),
  ];
  const last = Math.max(...known.map(ms));
  return detail.state === 'open' ? Math.max(last, ms(asOf)) : last;
}

function stretch(time: FoldedTime, startMs: number, endMs: number): Stretch {
  const left = time.at(startMs);
  return { left, width: time.at(endMs) - left };
}

function holdingOf(hop: HopView, time: FoldedTime, lastMs: number): Holding {
  const startMs = ms(hop.start);
  const endMs = hop.end === null ? lastMs : ms(hop.end);
  const owned = hop.ownedAt === null ? null : stretch(time, Math.max(startMs, ms(hop.ownedAt)), endMs);
  return { hop, ...stretch(time, startMs, endMs), seconds: (endMs - startMs) / 1000, open: hop.end === null, owned };
}

function lanesOf(chain: readonly HopView[], time: FoldedTime, lastMs: number): readonly Lane[] {
  const lanes = new Map<string, Lane & { holdings: Holding[] }>();
  for (const hop of chain) {
    const key = JSON.stringify([hop.agent, hop.team]);
    const lane = lanes.get(key) ?? { key, name: holderName(hop), nobody: !holdsForPeople(hop), holdings: [] };
    lane.holdings.push(holdingOf(hop, time, lastMs));
    lanes.set(key, lane);
  }
  return [...lanes.values()];
}

/** The chain; where it is told in part, as if one person held the case meanwhile: what is not known isn't hatched. */
function knownHoldings(detail: CaseDetail): readonly HopView[] {
  const { after } = chainGap(detail) ?? { after: 0 };
  const [before, next] = [detail.chain[after - 1], detail.chain[after]];
  if (before === undefined || next === undefined) return detail.chain;
  const meanwhile = { ...before, agent: '', bot: false, start: before.end ?? next.start, end: next.start };
  return detail.chain.toSpliced(after, 0, meanwhile);
}

/** What begins and ends a case; where the events are told in part, as if it were closed meanwhile. */
function knownEvents(detail: CaseDetail): readonly Pick<CaseEventView, 'type' | 'time'>[] {
  const { after } = eventGap(detail) ?? { after: 0 };
  const before = detail.events[after - 1];
  return before === undefined ? detail.events : detail.events.toSpliced(after, 0, { ...before, type: 'case.closed' });
}

/** Stretches in which the case was not resolved or closed: from its opening or a reopening to the next end. */
function unresolvedOf(detail: CaseDetail, lastMs: number): readonly (readonly [fromMs: number, toMs: number])[] {
  const stretches: (readonly [number, number])[] = [];
  let since: number | null = ms(detail.openedAt);
  for (const { type, time } of knownEvents(detail)) {
    if (type === 'case.reopened') since ??= ms(time);
    if (since === null || (type !== 'case.resolved' && type !== 'case.closed')) continue;
    stretches.push([since, ms(time)]);
    since = null;
  }
  return since === null ? stretches : [...stretches, [since, lastMs]];
}

/** Stretches of [from, to) that no person's holding covers. */
function unheldOf(chain: readonly HopView[], fromMs: number, toMs: number, time: FoldedTime): readonly Unheld[] {
  const unheld: Unheld[] = [];
  const add = (startMs: number, endMs: number) => {
    if (endMs > startMs) unheld.push({ ...stretch(time, startMs, endMs), seconds: (endMs - startMs) / 1000 });
  };
  let covered = fromMs;
  for (const hop of chain.filter(holdsForPeople)) {
    add(covered, Math.min(ms(hop.start), toMs));
    covered = Math.max(covered, hop.end === null ? toMs : ms(hop.end));
  }
  add(covered, toMs);
  return unheld;
}

const TICK_APART = 13;

/** Ends of the line and of every fold, as far apart as their labels need. */
function ticksOf(spans: readonly Span[]): readonly Tick[] {
  const first = spans[0];
  if (first === undefined) return [];
  const wanted = [first.startMs, ...spans.filter(({ folded }) => folded).map(({ endMs }) => endMs)];
  const ticks: Tick[] = [];
  for (const instant of wanted) {
    const span = spans.find(({ startMs, endMs }) => startMs === instant || endMs === instant);
    const left = span === undefined ? 0 : span.startMs === instant ? span.left : span.left + span.width;
    const previous = ticks.at(-1);
    if (left <= 100 - TICK_APART / 2 && (previous === undefined || left - previous.left >= TICK_APART)) {
      ticks.push({ left, time: new Date(instant).toISOString() });
    }
  }
  return ticks;
}

/** Lays a case out on one line of time. Positions are in percent; `asOf` ends what is still open. */
export function layoutTimeline(detail: CaseDetail, asOf: string): Timeline {
  const lastMs = lastInstant(detail, asOf);
  const openedMs = ms(detail.openedAt);
  const starts = detail.chain.flatMap(({ start, end, ownedAt }) => [start, end ?? start, ownedAt ?? start]);
  const instants = [openedMs, lastMs, ...[...starts, ...detail.events.map(({ time }) => time)].map(ms)];
  const time = foldTime(instants.map((instant) => Math.max(instant, openedMs)));
  return {
    lanes: lanesOf(carryOwnership(detail.chain), time, lastMs),
    unheld: unresolvedOf(detail, lastMs).flatMap(([from, to]) => unheldOf(knownHoldings(detail), from, to, time)),
    folds: time.spans
      .filter(({ folded }) => folded)
      .map(({ left, width, startMs, endMs: end }) => ({ left, width, seconds: (end - startMs) / 1000 })),
    marks: detail.events.flatMap((event): readonly Mark[] => {
      const side = sideOf(event);
      return side === null ? [] : [{ left: time.at(ms(event.time)), type: event.type, time: event.time, side }];
    }),
    ticks: ticksOf(time.spans),
  };
}
