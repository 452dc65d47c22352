import { describe, expect, test } from 'vitest';
import { comparedRange } from './compared.ts';

describe('a period is compared with the one before', () => {
  test.each([
    // 13 weeks are 91 days.
    ['2025-11-17', '2026-02-16', '2025-08-18', '2025-11-17'],
    // Months with months, however long they are.
    ['2026-03-01', '2026-04-01', '2026-02-01', '2026-03-01'],
    ['2026-01-01', '2026-04-01', '2025-10-01', '2026-01-01'],
    ['2028-01-01', '2029-01-01', '2027-01-01', '2028-01-01'],
    ['2026-03-10', '2026-03-11', '2026-03-09', '2026-03-10'],
  ])('%s to %s with %s to %s', (from, to, before, until) => {
    expect(comparedRange({ from, to }, 'previous')).toEqual({ from: before, to: until });
  });
});

describe('or with the year before', () => {
  test.each([
    ['2026-01-01', '2026-04-01', '2025-01-01', '2025-04-01'],
    ['2028-02-01', '2028-03-01', '2027-02-01', '2027-03-01'],
    // Weeks from Monday to Monday: 17 November 2025 and 18 November 2024 are Mondays.
    ['2025-11-17', '2026-02-16', '2024-11-18', '2025-02-17'],
    // As many days, also around a day that the other year has not.
    ['2028-02-28', '2028-03-01', '2027-02-28', '2027-03-02'],
    ['2028-02-29', '2028-03-02', '2027-02-28', '2027-03-02'],
  ])('%s to %s with %s to %s', (from, to, before, until) => {
    expect(comparedRange({ from, to }, 'last-year')).toEqual({ from: before, to: until });
  });
});
