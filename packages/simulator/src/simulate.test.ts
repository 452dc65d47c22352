import { createHash } from 'node:crypto';
import { EVENT_TYPES, readEvent, type EventEnvelope } from '@finest-hour/events';
import { beforeAll, describe, expect, test } from 'vitest';
import { NO_MESS, type Parameters } from './parameters.ts';
import { simulate } from './simulate.ts';

const eventsOf = (parameters: Partial<Parameters>): EventEnvelope[] => [...simulate(parameters).batches()].flat();
const digest = (parameters: Partial<Parameters>) => {
  const hash = createHash('sha256');
  for (const batch of simulate(parameters).batches()) hash.update(JSON.stringify(batch));
  return hash.digest('hex');
};

/** A month of a small company. */
const SMALL = { days: 60, cases: 400, seed: 5 } satisfies Partial<Parameters>;

test('the same seed and parameters give the same bytes, another seed gives others', () => {
  expect(digest(SMALL)).toBe(digest({ ...SMALL }));
  expect(digest({ ...SMALL, seed: 6 })).not.toBe(digest(SMALL));
});

describe('the default company', () => {
  const simulation = simulate();
  const endMs = Date.parse(simulation.parameters.endsAt);
  let events: EventEnvelope[];
  beforeAll(() => {
    events = [...simulation.batches()].flat();
  });

  test('has at least 5,000 cases in two years', () => {
    const opened = new Set(events.filter(({ type }) => type === 'case.opened').map(({ subject }) => subject));
    expect(opened.size).toBeGreaterThan(6000);
    expect(opened.size).toBeLessThan(8000);
    expect([...simulation.outcomes()].length).toBeLessThanOrEqual(opened.size + 20);
  });

  test('pushes only events that the contract accepts, and every type of it', () => {
    const refused = events.map((event) => readEvent(event, endMs * 1000)).filter(({ ok }) => !ok);
    expect(refused).toEqual([]);
    const types = new Set(events.map(({ type }) => type));
    expect(EVENT_TYPES.map(({ type }) => type).filter((type) => !types.has(type))).toEqual([]);
  });

  test('repeats ids only with the same content', () => {
    const byId = Map.groupBy(events, ({ source, id }) => `${source} ${id}`);
    const repeated = [...byId.values()].filter((same) => same.length > 1);
    expect(repeated.length).toBeGreaterThan(100);
    for (const same of repeated) expect(new Set(same.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test('tells nothing of what happens after the end', () => {
    const latest = events.reduce((latest, { time }) => (time > latest ? time : latest), '');
    expect(Date.parse(latest)).toBeLessThanOrEqual(endMs);
    expect(Date.parse(latest)).toBeGreaterThan(endMs - 86_400_000);
  });

  test('keeps the rhythm of the week and of the day', () => {
    const opened = events.filter(({ type }) => type === 'case.opened');
    const format = new Intl.DateTimeFormat('en', {
      timeZone: 'Europe/Berlin',
      weekday: 'short',
      hour: 'numeric',
      hourCycle: 'h23',
    });
    const parts = opened.map(({ time }) => format.formatToParts(Date.parse(time)));
    const part = (type: string) => parts.map((one) => one.find((it) => it.type === type)?.value ?? '');
    const weekend = part('weekday').filter((day) => day === 'Sat' || day === 'Sun').length / 2;
    const weekday = (opened.length - 2 * weekend) / 5;
    // Chosen: (0.6 + 0.35) / 2 against (1.4 + 1.25 + 1.15 + 1.15 + 1.1) / 5.
    expect(weekend / weekday).toBeCloseTo(0.3926, 1);
    const night = part('hour').filter((hour) => Number(hour) < 6).length / opened.length;
    expect(night).toBeLessThan(0.05);
  });

  test('arrives in about the order in which it happened', () => {
    let latestMs = 0;
    const behind = events.filter(({ time }) => {
      const ms = Date.parse(time);
      latestMs = Math.max(latestMs, ms);
      return latestMs - ms > 600_000;
    });
    expect(behind.length).toBeGreaterThan(0.005 * events.length);
    expect(behind.length).toBeLessThan(0.03 * events.length);
  });

  test('leaves cases open at the end: without an owner, in public, with a promise still to keep', () => {
    const ended = new Set(['case.closed', 'case.resolved', 'case.withdrawn', 'case.merged']);
    const cases = Map.groupBy(
      events.filter(({ type, subject }) => subject.startsWith('case-') && type !== 'case.assigned'),
      ({ subject }) => subject,
    );
    const open = [...cases.values()].filter((own) => !own.some(({ type }) => ended.has(type)));
    const unowned = open.filter((own) => !own.some(({ type }) => type === 'case.owned' || type === 'contact.made'));
    const inPublic = open.filter((own) => own.some(({ type }) => type === 'case.went-public'));
    const promised = open.filter((own) => {
      const isDue = ({ type, data }: EventEnvelope) =>
        type === 'promise.made' && Date.parse(String(data['due'])) > endMs;
      return own.some(isDue) && !own.some(({ type }) => type === 'promise.kept');
    });
    expect(open.length).toBeGreaterThan(20);
    for (const some of [unowned, inPublic, promised]) expect(some.length).toBeGreaterThan(0);
  });
});

test('mess on the way changes nothing of what happened', () => {
  const outcomes = (mess: Parameters['mess']) =>
    [...simulate({ ...SMALL, mess }).outcomes()].map(({ missing: _, ...outcome }) => outcome);
  const messy = { ...NO_MESS, late: 0.2, outOfOrder: 0.2, duplicate: 0.2, missing: 0.1, missingOpening: 0.1 };
  expect(outcomes(messy)).toEqual(outcomes(NO_MESS));
});

test('without mess every event arrives once, in the order in which it happened', () => {
  const events = eventsOf({ ...SMALL, mess: NO_MESS });
  expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(events.length);
  const times = events.map(({ time }) => time);
  expect(times).toEqual(times.toSorted());
});

test('what got lost is told of the case that it would have changed', () => {
  const parameters = { ...SMALL, mess: { ...NO_MESS, missing: 0.05 } };
  const arrived = new Set(eventsOf(parameters).map(({ id }) => id));
  const lost = eventsOf({ ...SMALL, mess: NO_MESS }).filter(({ id }) => !arrived.has(id));
  const ofCases = Map.groupBy(
    lost.filter(({ subject }) => subject.startsWith('case-')),
    ({ subject }) => subject,
  );
  expect(ofCases.size).toBeGreaterThan(100);
  const outcomes = new Map([...simulate(parameters).outcomes()].map((outcome) => [outcome.caseId, outcome.missing]));
  for (const [caseId, events] of ofCases) {
    expect(outcomes.get(caseId)).toEqual(expect.arrayContaining(events.map(({ type }) => type)));
  }
});

test('as many cases as asked for, give or take', () => {
  const count = [...simulate({ days: 365, cases: 5000, seed: 2 }).outcomes()].length;
  expect(Math.abs(count - 5000)).toBeLessThan(400);
});

test('parameters that make no company are refused by name', () => {
  expect(() => simulate({ days: 0 })).toThrow('days must be more than 0, not 0');
  expect(() => simulate({ seed: 0.5 })).toThrow('seed must be a whole number, not 0.5');
  expect(() => simulate({ endsAt: 'tomorrow' })).toThrow('endsAt must be an RFC 3339 time, not "tomorrow"');
  expect(() => simulate({ timeZone: 'Mars/Olympus' })).toThrow('timeZone is no known zone: "Mars/Olympus"');
  expect(() => simulate({ turnSize: 0.6 })).toThrow(
    'teams would let delivery recover 1.12 of late delivery after the turn',
  );
  expect(() => simulate({ intake: 'nobody' })).toThrow('intake is an unknown team: nobody');
  expect(() => simulate({ mess: { ...NO_MESS, late: 2 } })).toThrow('late must be in [0, 1), not 2');
});
