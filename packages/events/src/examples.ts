import { EVENT_TYPES } from './catalogue.ts';
import { formatTimeUs } from './time.ts';

/** An event as it goes over the wire in structured mode. */
export interface EventEnvelope {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const SUBJECTS = { case: 'case-1001', customer: 'customer-7', agent: 'ben', reading: 'stars' } as const;
/** 2026-03-02T09:00:00Z */
const FIRST_US = 1_772_442_000_000_000;
const MINUTE_US = 60_000_000;

/** At least one valid event of every known type, a minute apart. */
export function examples(): readonly EventEnvelope[] {
  const bodies = EVENT_TYPES.flatMap(({ type, family, examples }) => examples.map((data) => ({ type, family, data })));
  return bodies.map(({ type, family, data }, index) => ({
    specversion: '1.0',
    id: `example-${index + 1}`,
    source: 'https://example.com/helpdesk',
    type,
    subject: SUBJECTS[family],
    time: formatTimeUs(FIRST_US + index * MINUTE_US),
    data,
  }));
}
