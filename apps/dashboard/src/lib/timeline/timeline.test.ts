import type { CaseDetail, HopView } from '@finest-hour/metrics';
import { describe, expect, test } from 'vitest';
import { foldTime } from './fold-time.ts';
import { carryOwnership, layoutTimeline } from './layout.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('time on the line of a case', () => {
  test('is to scale where nothing is longer than 12 h', () => {
    const time = foldTime([0, hour, 4 * hour]);
    expect([time.at(0), time.at(hour), time.at(2.5 * hour), time.at(4 * hour)]).toEqual([0, 25, 62.5, 100]);
  });

  test('is folded where a gap is longer than 12 h, however long', () => {
    const days = (gap: number) => foldTime([0, hour, hour + gap * 24 * hour, 2 * hour + gap * 24 * hour]);
    expect(days(2).spans.map(({ folded }) => folded)).toEqual([false, true, false]);
    expect(days(200).spans.map(({ width }) => width)).toEqual(days(2).spans.map(({ width }) => width));
  });

  test('fills the line whatever is folded', () => {
    const time = foldTime([0, 40, 100, 2000, 2001].map((hours) => hours * hour));
    expect(time.spans.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100, 9);
    expect(foldTime([5, 5]).at(5)).toBe(0);
  });
});

function at(minutes: number): string {
  return new Date(Date.UTC(2026, 2, 2) + minutes * minute).toISOString();
}

function hop(
  agent: string | null,
  team: string | null,
  start: number,
  end: number | null,
  more: Partial<HopView> = {},
): HopView {
  return {
    agent,
    team,
    bot: false,
    start: at(start),
    end: end === null ? null : at(end),
    waitSeconds: 0,
    agentMove: 'handedOff',
    teamMove: 'stayed',
    ownedAt: null,
    by: null,
    reason: null,
    ...more,
  };
}

function caseOf(chain: readonly HopView[], more: Partial<CaseDetail> = {}): CaseDetail {
  return {
    id: 'c',
    openedAt: at(0),
    channel: 'phone',
    cause: null,
    severity: null,
    product: null,
    team: 'T1',
    state: 'resolved',
    holder: { agent: null, team: null },
    verdict: null,
    maturesAt: at(44 * 24 * 60),
    handOffs: 0,
    teamHandOffs: 0,
    url: null,
    customer: 'k',
    region: null,
    fault: null,
    resolvingTeam: null,
    resolvedAt: at(60),
    ownedAt: null,
    ownershipIsProxy: false,
    unheldSeconds: 0,
    returnsToQueue: 0,
    escalationsFromBot: 0,
    pingPong: { direct: false, any: false },
    people: 0,
    chain,
    chainLength: chain.length,
    events: [],
    eventCount: more.events?.length ?? 0,
    ...more,
  };
}

// The fourth chain of the metrics book: A at 0, its queue at 10, A again at 25, resolved at 60.
const returned = caseOf([hop('A', 'T1', 0, 10), hop(null, 'T1', 10, 25), hop('A', 'T1', 25, 60)]);

describe('a case laid out', () => {
  test('has a lane for each holder, in order of first holding', () => {
    const { lanes } = layoutTimeline(returned, at(60));
    expect(lanes.map(({ name, nobody, holdings }) => [name, nobody, holdings.length])).toEqual([
      ['A · T1', false, 2],
      ['T1 · queue', true, 1],
    ]);
  });

  test('hatches the time in which no person held it: minutes 10 to 25 of 60', () => {
    expect(layoutTimeline(returned, at(60)).unheld).toEqual([
      { left: expect.closeTo(100 / 6, 9), width: expect.closeTo(25, 9), seconds: 900 },
    ]);
  });

  test('hatches the wait before the first person too', () => {
    const { unheld } = layoutTimeline(caseOf([hop(null, 'T1', 0, 30), hop('A', 'T1', 30, 60)]), at(60));
    expect(unheld).toMatchObject([{ left: 0, width: 50, seconds: 1800 }]);
  });

  test('hatches no time in which it was resolved, and goes on with the reopening', () => {
    const event = (type: string, minutes: number) => ({ id: type, source: 's', type, time: at(minutes), data: {} });
    const reopened = caseOf([hop('A', 'T1', 0, 20), hop(null, 'T1', 20, 80)], {
      events: [event('case.resolved', 20), event('case.reopened', 40), event('case.closed', 80)],
    });
    expect(layoutTimeline(reopened, at(80)).unheld).toMatchObject([{ left: 50, width: 50, seconds: 2400 }]);
  });

  test('hatches nothing of a time that the chain leaves out', () => {
    const minutes = Array.from({ length: 350 }, (_, i) => (i < 300 ? i : i + 500));
    const chain = minutes.map((minute) => hop(minute === 10 ? null : `A${minute % 2}`, 'T1', minute, minute + 1));
    const { unheld } = layoutTimeline(caseOf(chain, { chainLength: 850 }), at(850));
    expect(unheld.map(({ seconds }) => seconds)).toEqual([60]);
  });

  test('hatches nothing after the events that it leaves out, up to a reopening', () => {
    const event = (type: string, minutes: number) => ({ id: type, source: 's', type, time: at(minutes), data: {} });
    const events = Array.from({ length: 500 }, (_, i) => event('contact.made', i < 100 ? i : i + 200));
    events[499] = event('case.reopened', 700);
    const known = caseOf([], { events, eventCount: 700, state: 'open' });
    expect(layoutTimeline(known, at(730)).unheld.map(({ seconds }) => seconds)).toEqual([99 * 60, 30 * 60]);
  });

  test('ends what is still open now', () => {
    const open = caseOf([hop('A', 'T1', 0, null)], { state: 'open', resolvedAt: null });
    expect(layoutTimeline(open, at(120)).lanes[0]?.holdings[0]).toMatchObject({
      left: 0,
      width: 100,
      open: true,
      seconds: 7200,
    });
  });

  test('marks in the customer’s lane what the customer says and notices, not what stays indoors', () => {
    const event = (type: string, minutes: number, data = {}) => ({
      id: type,
      source: 's',
      type,
      time: at(minutes),
      data,
    });
    const { marks } = layoutTimeline(
      caseOf(returned.chain, {
        events: [
          event('case.opened', 0),
          event('case.assigned', 0),
          event('contact.made', 15, { kind: 'internal-note' }),
          event('contact.made', 30, { kind: 'call' }),
          event('case.owned', 45),
          event('case.resolved', 60),
        ],
      }),
      at(60),
    );
    expect(marks.map(({ type, left, side }) => [type, left, side])).toEqual([
      ['case.opened', 0, 'theirs'],
      ['contact.made', expect.closeTo(50, 9), 'ours'],
      ['case.resolved', expect.closeTo(100, 9), 'ours'],
    ]);
  });

  test('is solid from the moment of owning', () => {
    const { lanes } = layoutTimeline(caseOf([hop('A', 'T1', 0, 60, { ownedAt: at(15) })]), at(60));
    expect(lanes[0]?.holdings[0]?.owned).toEqual({ left: 25, width: 75 });
  });
});

describe('ownership is carried on', () => {
  test('while the same person keeps holding, under another team', () => {
    const chain = [hop('A', 'T1', 0, 10, { ownedAt: at(5) }), hop('A', 'T2', 10, 20), hop('B', 'T2', 20, 30)];
    expect(carryOwnership(chain).map(({ ownedAt }) => ownedAt)).toEqual([at(5), at(10), null]);
  });

  test('but not over a time with nobody', () => {
    const chain = [hop('A', 'T1', 0, 10, { ownedAt: at(5) }), hop('A', 'T1', 20, 30, { waitSeconds: 600 })];
    expect(carryOwnership(chain)[1]?.ownedAt).toBeNull();
  });
});
