import { addDays, dayOf, periodStart } from '@finest-hour/metrics';
import type { Range } from './previous.ts';

export interface Preset extends Range {
  readonly label: string;
}

function wholeQuarterBefore(day: string): Range {
  const to = periodStart(day, 'quarter');
  return { from: periodStart(addDays(to, -1), 'quarter'), to };
}

/** Ranges that a reader may want, with the settled weeks apart (they are the default, and need no address). */
export function presets(asOfUs: number, timeZone: string, latest: string | null): readonly Preset[] {
  const today = dayOf(asOfUs, timeZone);
  const year = today.slice(0, 4);
  const found: Preset[] = [
    { label: 'Last quarter', ...wholeQuarterBefore(today) },
    { label: 'Last 12 months', from: addDays(today, -364), to: addDays(today, 1) },
    { label: `${Number(year) - 1}`, from: `${Number(year) - 1}-01-01`, to: `${year}-01-01` },
  ];
  const latestYear = latest?.slice(0, 4);
  if (latestYear !== undefined && Number(latestYear) < Number(year) - 1) {
    found.push({ label: latestYear, from: `${latestYear}-01-01`, to: `${Number(latestYear) + 1}-01-01` });
  }
  return found;
}
