import { familyOf, type LoggedEvent } from '@finest-hour/events';

export const MINUTE_US = 60_000_000;
export const DAY_US = 86_400_000_000;

/** 2026-01-05T00:00:00Z, a Monday. */
export const MONDAY_US = 1_767_571_200_000_000;

type Data = Readonly<Record<string, unknown>>;

/** An event as the log takes it; its id says what it is, so the same call gives the same event. */
export function event(
  type: string,
  subject: string,
  timeUs: number,
  data: Data = {},
  more: Partial<LoggedEvent> = {},
): LoggedEvent {
  const named = { source: 'desk', id: `${type} ${timeUs}`, family: familyOf(type), sequence: null, extensions: {} };
  return { ...named, type, subject, timeUs, data, ...more };
}

export function opened(caseId: string, customer: string, timeUs: number, data: Data = {}): LoggedEvent {
  return event('case.opened', caseId, timeUs, { customer, channel: 'phone', ...data });
}

export function assigned(caseId: string, timeUs: number, to: Data): LoggedEvent {
  return event('case.assigned', caseId, timeUs, { to });
}

export function resolved(caseId: string, timeUs: number): LoggedEvent {
  return event('case.resolved', caseId, timeUs, { by: { kind: 'person', id: 'ana' } });
}
