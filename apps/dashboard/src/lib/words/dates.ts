/** Calendar days (`YYYY-MM-DD`) and instants (RFC 3339) as people read them. */

function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const whole = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const monthAndYear = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "16 Feb 2017". */
export function dayWords(day: string): string {
  return whole.format(utc(day));
}

/** "16 Feb". */
export function shortDay(day: string): string {
  return dayAndMonth.format(utc(day));
}

/** The day before, for ends that a period does not include. */
export function dayBefore(day: string): string {
  return new Date(utc(day).getTime() - 86_400_000).toISOString().slice(0, 10);
}

/** [from, to) → "1 Apr – 30 Jun 2016"; the last day shown belongs to the period. */
export function rangeWords(from: string, to: string): string {
  const last = dayBefore(to);
  if (last <= from) return dayWords(from);
  return `${from.slice(0, 4) === last.slice(0, 4) ? shortDay(from) : dayWords(from)} – ${dayWords(last)}`;
}

/**
 * A week, month, quarter or day by its start, as short as it can be told apart; a part of one by its first day, and a
 * whole period by its ends.
 */
export function periodWords({ start, end, cut }: { start: string; end: string; cut: boolean }, unit: string): string {
  if (unit === 'period') return end <= start ? shortDay(start) : `${shortDay(start)} – ${shortDay(dayBefore(end))}`;
  if (cut) return shortDay(start);
  if (unit === 'month') return monthAndYear.format(utc(start));
  if (unit === 'quarter') return `Q${Math.floor((Number(start.slice(5, 7)) - 1) / 3) + 1} ${start.slice(0, 4)}`;
  return shortDay(start);
}

/** "Mon 7 Mar 2016, 07:00" in the reporting time zone. */
export function instantWords(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')}`;
}

/** Day of an instant in the reporting time zone: "7 Mar 2016". */
export function instantDay(instant: string, timeZone: string): string {
  const [, day, month, year] = instantWords(instant, timeZone).split(/,? /);
  return `${day} ${month} ${year}`;
}

/** "7 Mar 07:00", where the year is said nearby. */
export function shortInstant(instant: string, timeZone: string): string {
  const [, day, month, , time] = instantWords(instant, timeZone).split(/,? /);
  return `${day} ${month} ${time}`;
}
