/** Short hand for the logs of test cases: minutes or days since a fixed opening, in events of the contract. */
import type { CaseEvent } from '@finest-hour/events';
import { DAY_US, SECOND_US } from '../book.ts';

/** 2026-01-05T09:00:00Z, a Monday. */
export const OPENED_US = Date.UTC(2026, 0, 5, 9) * 1000;
export const MINUTE_US = 60 * SECOND_US;

export const minutes = (count: number): number => OPENED_US + count * MINUTE_US;
export const days = (count: number): number => OPENED_US + count * DAY_US;

type Type = CaseEvent['type'];
type DataOf<Name extends Type> = Extract<CaseEvent, { readonly type: Name }>['data'];
type Envelope = Partial<Pick<CaseEvent, 'source' | 'id' | 'sequence' | 'subject'>>;

let written = 0;

/** An event at an instant; ids ascend as events are written. */
export function event<Name extends Type>(
  type: Name,
  timeUs: number,
  data: DataOf<Name>,
  envelope: Envelope = {},
): CaseEvent {
  written += 1;
  const logged = {
    source: 'desk',
    id: `e-${String(written).padStart(6, '0')}`,
    family: 'case',
    subject: 'case-1',
    sequence: null,
    extensions: {},
    ...envelope,
    type,
    timeUs,
    data,
  };
  // The compiler cannot see that type and data of a generic name belong together; DataOf makes sure.
  return logged as unknown as CaseEvent;
}

export const opened = (data: Partial<DataOf<'case.opened'>> = {}, timeUs = OPENED_US, envelope: Envelope = {}) =>
  event('case.opened', timeUs, { customer: 'customer-1', channel: 'phone', ...data }, envelope);

export const assigned = (
  timeUs: number,
  to: DataOf<'case.assigned'>['to'],
  more: Partial<DataOf<'case.assigned'>> = {},
) => event('case.assigned', timeUs, { to, ...more });

export const owned = (timeUs: number, id: string, team?: string) =>
  event('case.owned', timeUs, { by: { kind: 'person', id, ...(team === undefined ? {} : { team }) } });

export const resolved = (timeUs: number, data: DataOf<'case.resolved'> = {}) => event('case.resolved', timeUs, data);

export const reopened = (timeUs: number, data: DataOf<'case.reopened'> = {}) => event('case.reopened', timeUs, data);

export const stated = (timeUs: number, satisfied: boolean) => event('satisfaction.stated', timeUs, { satisfied });

/** Agents A, B and C of team T1, D of T2, and the queues of both teams: the people of the book's chains. */
export const A = { agent: 'A', team: 'T1' } as const;
export const B = { agent: 'B', team: 'T1' } as const;
export const C = { agent: 'C', team: 'T1' } as const;
export const D = { agent: 'D', team: 'T2' } as const;
export const Q1 = { team: 'T1' } as const;
export const Q2 = { team: 'T2' } as const;
export const BOT = { agent: 'helper', kind: 'bot' } as const;
export const NOBODY = {} as const;
