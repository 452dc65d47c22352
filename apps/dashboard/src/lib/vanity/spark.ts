import type { Weekly } from '@finest-hour/vanity';

/** At this size in pixels, on phones too, so that its text is never smaller than it is. */
export const SPARK_WIDTH = 320;
export const SPARK_HEIGHT = 54;
/** Below it stands what it is not. */
const FLOOR = 38;
const MARGIN = 3;
const WEEK_MS = 7 * 86_400_000;

/** A line of values by week, from its least to its most; broken where a week has none. No axis: it is not to be read off. */
export function sparkPath(weeks: readonly Weekly[]): string {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return '';
  const at = ({ week }: Weekly) => (Date.parse(week) - Date.parse(first.week)) / WEEK_MS;
  const values = weeks.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const [span, range] = [Math.max(1, at(last)), most - least];
  const x = (one: Weekly) => MARGIN + (at(one) / span) * (SPARK_WIDTH - 2 * MARGIN);
  const y = ({ value }: Weekly) =>
    range > 0 ? FLOOR - MARGIN - ((value - least) / range) * (FLOOR - 2 * MARGIN) : FLOOR / 2;
  return weeks
    .map((one, i) => {
      const before = weeks[i - 1];
      const goesOn = before !== undefined && at(one) - at(before) === 1;
      return `${goesOn ? 'L' : 'M'}${x(one).toFixed(1)} ${y(one).toFixed(1)}${goesOn ? '' : 'h.01'}`;
    })
    .join('');
}
