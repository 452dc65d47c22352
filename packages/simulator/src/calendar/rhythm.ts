import type { Random } from '../random.ts';
import { DAY_MS, HOUR_MS, type LocalDay, type LocalDays } from './local-days.ts';

/** How many complaints come on a day of the week against the mean day, Monday first; the mean is 1. */
export const WEEKDAY_WEIGHTS: readonly number[] = [1.4, 1.25, 1.15, 1.15, 1.1, 0.6, 0.35];

const shares = (weights: readonly number[]) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
};

const WEEKDAY_SHARES = shares(WEEKDAY_WEIGHTS);

/** Share of a day's complaints that come in each hour of the local clock. */
export const HOUR_SHARES = shares([
  0.6, 0.4, 0.3, 0.2, 0.2, 0.4, 1, 2.5, 6, 9, 10, 9.5, 8, 7.5, 8, 8, 7.5, 6.5, 5.5, 4.5, 3.5, 2.5, 1.8, 1.1,
]);

/** More in winter and most before Christmas, as in a shop for furniture; the mean over a year is about 1. */
export function seasonWeight(dayNumber: number): number {
  const dayOfYear = dayNumber % 365.25;
  const winter = 0.12 * Math.cos((2 * Math.PI * (dayOfYear - 10)) / 365.25);
  const sale = dayOfYear > 328 && dayOfYear < 352 ? 0.35 : -0.025;
  return 1 + winter + sale;
}

/** A moment of the day, by its hours. */
export function momentOn(day: LocalDay, random: Random): number {
  const hour = random.index(HOUR_SHARES);
  return Math.floor(day.startMs + hour * HOUR_MS + random.fraction() * HOUR_MS);
}

/** Index of a day in the seven after the one that holds `fromMs`, by the weights of their weekdays. */
export function dayInWeekAfter(calendar: LocalDays, fromMs: number, random: Random): number {
  const today = calendar.indexOf(fromMs);
  const weekday = random.index(WEEKDAY_SHARES);
  return today + 1 + ((weekday - calendar.at(today + 1).weekday + 7) % 7);
}

/** What a day draws of the complaints of `meanPerDay`. */
export function complaintsOn(day: LocalDay, meanPerDay: number): number {
  return meanPerDay * (WEEKDAY_WEIGHTS[day.weekday] ?? 1) * seasonWeight(day.number);
}

/** Each minute of a week that begins Monday 0:00, with the share of complaints that come in it. */
export function minutesOfWeek(): Float64Array {
  const minutes = new Float64Array((7 * DAY_MS) / 60_000);
  for (let minute = 0; minute < minutes.length; minute += 1) {
    const weekday = Math.floor(minute / 1440);
    const hour = Math.floor((minute % 1440) / 60);
    minutes[minute] = ((WEEKDAY_WEIGHTS[weekday] ?? 1) / 7) * ((HOUR_SHARES[hour] ?? 0) / 60);
  }
  return minutes;
}
