import type { Weekly } from './by-week.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Recovery by week, from the JSON of `/api/v1/report?by=week` as anybody gets it: of weeks in which complaints have a
 * verdict and none still waits for one. Null: this is no such report.
 */
export function readRecoveryWeeks(report: unknown): readonly Weekly[] | null {
  if (!isRecord(report) || report['by'] !== 'week' || !Array.isArray(report['groups'])) return null;
  const weeks: Weekly[] = [];
  for (const group of report['groups'] as readonly unknown[]) {
    if (!isRecord(group)) return null;
    const { key, cases, measures } = group;
    if (typeof key !== 'string' || !isRecord(cases) || !isRecord(measures)) return null;
    const rate = measures['recoveryRate'];
    if (!isRecord(rate) || typeof cases['pending'] !== 'number') return null;
    if (cases['pending'] === 0 && typeof rate['value'] === 'number') weeks.push({ week: key, value: rate['value'] });
  }
  return weeks;
}
