import { describe, expect, test } from 'vitest';
import { compareSnapshots } from './compare.ts';
import type { CaseMemory } from './memory.ts';
import type { Snapshot } from './snapshot.ts';

const MINUTE_MS = 60_000;
/** 2026-03-02T09:00:00Z: minute 0 of the tables below. */
const START_MS = Date.parse('2026-03-02T09:00:00Z');

type Told = Partial<Omit<Snapshot, 'atMs' | 'openedMs'>> & { readonly minute: number; readonly openedMinute?: number };

function snapshot({ minute, openedMinute, ...told }: Told): Snapshot {
  return {
    caseId: 'desk:7',
    caseName: '7',
    atMs: START_MS + minute * MINUTE_MS,
    openedMs: openedMinute === undefined ? null : START_MS + openedMinute * MINUTE_MS,
    phase: 'open',
    customer: 'c',
    agent: null,
    bot: false,
    team: null,
    channel: 'phone',
    contact: null,
    cause: null,
    product: null,
    severity: null,
    region: null,
    url: null,
    ...told,
  };
}

/** Minute (and milliseconds past it), kind and the holder or news of every event but the opening. */
function story(rows: readonly Told[]): string[] {
  let memory: CaseMemory | null = null;
  return rows.flatMap((row, ordinal) => {
    const comparison = compareSnapshots(memory, snapshot(row), ordinal, 'desk');
    memory = comparison.memory;
    return comparison.events
      .filter(({ type }) => type !== 'case.opened')
      .map(({ type, time, data }) => {
        const afterMs = Date.parse(time) - START_MS;
        const place = `${Math.floor(afterMs / MINUTE_MS)}${afterMs % MINUTE_MS === 0 ? '' : `+${afterMs % MINUTE_MS}`}`;
        const said = type === 'case.owned' ? [(data.by as { id: string }).id] : Object.values(data.to ?? data);
        return [place, type.split('.')[1], ...said].join(' ');
      });
  });
}

function remarks(rows: readonly Told[]): string[] {
  let memory: CaseMemory | null = null;
  return rows.flatMap((row, ordinal) => {
    const comparison = compareSnapshots(memory, snapshot(row), ordinal, 'desk');
    memory = comparison.memory;
    return [...comparison.remarks];
  });
}

// By pencil and paper, from what a row says and the one above it did not.
describe('what changed between two rows becomes events', () => {
  test.each<[string, Told[], string[]]>([
    ['a first row says who holds the case', [{ minute: 0, team: 'T1' }], ['0 assigned T1']],
    [
      'a first row also says that nobody does',
      [{ minute: 0 }, { minute: 5, team: 'T1' }],
      ['0 assigned', '5 assigned T1'],
    ],
    ['a source without agents and teams assigns nothing', [{ minute: 0, agent: undefined, team: undefined }], []],
    [
      'a row that changes nothing says nothing',
      [
        { minute: 0, agent: 'A' },
        { minute: 5, agent: 'A' },
      ],
      ['0 assigned A'],
    ],
    [
      'the same agent in a new team is assigned, and still owns it',
      [
        { minute: 0, agent: 'A', team: 'T1', phase: 'worked' },
        { minute: 5, agent: 'A', team: 'T2', phase: 'worked' },
      ],
      ['0 assigned A T1', '0 owned A', '5 assigned A T2'],
    ],
    [
      'an emptied holder is nobody',
      [{ minute: 0, agent: 'A', team: 'T1' }, { minute: 5 }],
      ['0 assigned A T1', '5 assigned'],
    ],
    [
      'work shows the owner only once somebody holds it',
      [
        { minute: 0, team: 'T1', phase: 'worked' },
        { minute: 5, agent: 'A', team: 'T1', phase: 'open' },
        { minute: 9, agent: 'A', team: 'T1', phase: 'worked' },
      ],
      ['0 assigned T1', '5 assigned A T1', '9 owned A'],
    ],
    [
      'the next agent owns it anew, and so does the first when it comes back',
      [
        { minute: 0, agent: 'A', phase: 'worked' },
        { minute: 1, agent: 'B', phase: 'worked' },
        { minute: 2, agent: 'A', phase: 'worked' },
      ],
      ['0 assigned A', '0 owned A', '1 assigned B', '1 owned B', '2 assigned A', '2 owned A'],
    ],
    [
      'a queue takes it from the agent and leaves it with the team',
      [
        { minute: 0, agent: 'A', team: 'T1' },
        { minute: 5, agent: 'A', team: 'T1', phase: 'queue' },
        { minute: 9, agent: 'A', team: 'T1' },
      ],
      ['0 assigned A T1', '5 assigned T1', '9 assigned A T1'],
    ],
    [
      'a bot is assigned as one, and never owns',
      [{ minute: 0, agent: 'robot', bot: true, phase: 'worked' }],
      ['0 assigned robot bot'],
    ],
    [
      'a silent row keeps the holder, a bot included',
      [
        { minute: 0, agent: 'robot', bot: true, team: 'T1' },
        { minute: 5, agent: undefined, team: 'T2' },
        { minute: 9, agent: undefined, team: undefined },
      ],
      ['0 assigned robot T1 bot', '5 assigned robot T2 bot'],
    ],
    [
      'everything that one row says is in the order in which it counts',
      [
        { minute: 0, agent: 'A', phase: 'resolved' },
        { minute: 9, agent: 'B', phase: 'worked', cause: 'late', contact: 'made' },
        { minute: 20, agent: 'C', phase: 'resolved', contact: 'received' },
      ],
      [
        '0 assigned A',
        '0 resolved',
        '9 reopened',
        '9 classified late',
        '9 assigned B',
        '9 owned B',
        '9 made phone',
        '20 assigned C',
        '20 received phone',
        '20 resolved',
      ],
    ],
    [
      'closing follows resolving and is no second resolution',
      [
        { minute: 0, agent: 'A', phase: 'resolved' },
        { minute: 5, agent: 'A', phase: 'closed' },
        { minute: 6, agent: 'A', phase: 'closed' },
      ],
      ['0 assigned A', '0 resolved', '5 closed'],
    ],
    [
      'a reopening from closed is one, and work then shows the owner again',
      [
        { minute: 0, agent: 'A', phase: 'worked' },
        { minute: 1, agent: 'A', phase: 'closed' },
        { minute: 2, agent: 'A', phase: 'worked' },
      ],
      ['0 assigned A', '0 owned A', '1 closed', '2 reopened', '2 owned A'],
    ],
    [
      'a state that nobody explained leaves the one before',
      [
        { minute: 0, agent: 'A', phase: 'resolved' },
        { minute: 5, agent: 'A', phase: null },
        { minute: 9, agent: 'A', phase: 'resolved' },
      ],
      ['0 assigned A', '0 resolved'],
    ],
    [
      'only what is said anew is classified',
      [
        { minute: 0, cause: 'late', severity: 'low', region: 'north' },
        { minute: 5, cause: null, severity: 'low', product: 'lamp' },
        { minute: 9, cause: 'late', severity: 'high', region: 'south' },
      ],
      ['0 assigned', '5 classified lamp', '9 classified high south'],
    ],
  ])('%s', (_title, rows, expected) => {
    expect(story(rows)).toEqual(expected);
  });
});

describe('times keep the order of the rows', () => {
  test('rows of one time are a millisecond apart, and one dated back stays where it stands', () => {
    const rows = [0, 0, 0, -60, 1].map((minute, row) => ({ minute, team: `T${row}` }));
    const expected = ['0 assigned T0', '0+1 assigned T1', '0+2 assigned T2', '0+3 assigned T3', '1 assigned T4'];
    expect(story(rows)).toEqual(expected);
  });

  test('only a row dated back is remarked on, not one of the same time', () => {
    expect(remarks([{ minute: 0 }, { minute: 0 }, { minute: 0 }])).toEqual([]);
    expect(remarks([{ minute: 0 }, { minute: -60 }])).toEqual(['dated before the row above it: kept in file order']);
  });

  test('the opening keeps its own time, also after the first row', () => {
    const { events } = compareSnapshots(null, snapshot({ minute: 0, openedMinute: 30, team: 'T1' }), 0, 'desk');
    expect(events.map(({ type, time }) => `${type} ${time}`)).toEqual([
      'case.opened 2026-03-02T09:30:00.000Z',
      'case.assigned 2026-03-02T09:00:00.000Z',
    ]);
  });
});

describe('an opening', () => {
  test('says what the first row knows, and ids are made of case, row and kind', () => {
    const first = snapshot({
      minute: 0,
      cause: 'late',
      severity: 'high',
      product: 'lamp',
      region: 'north',
      url: 'https://d/7',
    });
    expect(compareSnapshots(null, first, 4, 'desk').events[0]).toEqual({
      specversion: '1.0',
      id: '7:4:opened',
      source: 'desk',
      type: 'case.opened',
      subject: 'desk:7',
      time: '2026-03-02T09:00:00.000Z',
      data: {
        customer: 'c',
        channel: 'phone',
        cause: 'late',
        severity: 'high',
        product: 'lamp',
        region: 'north',
        url: 'https://d/7',
      },
    });
  });

  test('without a customer gives the case one of its own, flagged', () => {
    const { events } = compareSnapshots(null, snapshot({ minute: 0, customer: null, channel: null }), 0, 'desk');
    expect(events[0]?.data).toEqual({ customer: 'unknown:desk:7', customerUnknown: true, channel: 'other' });
  });

  test('stays the last word on customer and channel, and a later one is remarked on', () => {
    expect(
      remarks([{ minute: 0 }, { minute: 1, customer: 'd', channel: 'email' }, { minute: 2, customer: null }]),
    ).toEqual([
      'another customer than at the opening: the first is kept',
      'another channel than at the opening: the first is kept',
    ]);
  });
});
