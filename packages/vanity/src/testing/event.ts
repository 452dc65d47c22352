import { familyOf, type LoggedEvent } from '@finest-hour/events';

/** An event of a subject at a time (RFC 3339), as the log has it. */
export function event(
  type: string,
  subject: string,
  time: string,
  data: LoggedEvent['data'] = {},
  source = 'desk',
): LoggedEvent {
  const [id, timeUs] = [`${source} ${type} ${subject} ${time}`, Date.parse(time) * 1000];
  return { source, id, type, family: familyOf(type), subject, timeUs, sequence: null, data, extensions: {} };
}
