import { dayStartUs } from '@finest-hour/metrics';

/** A time in which clocks did something odd somewhere: where counting by days goes wrong. */
export interface Era {
  readonly zones: readonly string[];
  readonly days: readonly string[];
}

export const RECENT: Era = {
  zones: ['UTC', 'Europe/Berlin', 'America/New_York', 'Africa/Cairo', 'Asia/Beirut', 'Australia/Lord_Howe'],
  days: ['2025-03-09', '2025-03-30', '2025-03-31', '2025-04-25', '2025-10-26', '2025-11-02', '2026-01-01'],
};

/**
 * From the IANA's data: Berlin, New York and Lord Howe (by half an hour) change by night; Cairo, Beirut and São Paulo
 * at midnight, so that a day starts at one; Havana and the Azores have an hour after midnight twice; Chatham is at
 * 12:45; Apia left out 30 December 2011; Kathmandu went from 5:30 to 5:45 as 1986 began.
 */
export const ERAS: readonly Era[] = [
  RECENT,
  {
    zones: ['UTC', 'America/Sao_Paulo', 'America/Havana', 'Atlantic/Azores', 'Asia/Kolkata'],
    days: ['2018-02-18', '2018-03-25', '2018-10-28', '2018-11-04', '2018-12-31', '2019-01-01', '2019-02-17'],
  },
  {
    zones: ['UTC', 'Pacific/Apia', 'Pacific/Chatham', 'America/Caracas'],
    days: ['2011-09-24', '2011-09-25', '2011-12-30', '2011-12-31', '2012-01-01', '2012-04-01'],
  },
  {
    zones: ['UTC', 'Asia/Kathmandu', 'Europe/Berlin', 'Pacific/Honolulu'],
    days: ['1985-03-31', '1985-09-29', '1985-12-31', '1986-01-01', '1986-01-02', '1986-03-30'],
  },
];

/** Where the days of an era begin in its zones, and a microsecond to both sides. */
export function bordersUs({ zones, days }: Era): readonly number[] {
  return days
    .flatMap((day) => zones.map((zone) => dayStartUs(day, zone)))
    .flatMap((startUs) => [startUs - 1, startUs, startUs + 1]);
}
