import type { Report } from '@finest-hour/metrics';

/** Why a measure has no value, as a sentence; it has one, or too little of what it needs came → null. */
export function notMeasuredWords({ notMeasured }: Pick<Report, 'notMeasured'>, measure: string): string | null {
  const reason = notMeasured[measure];
  return reason === undefined ? null : `Not measured: ${reason}.`;
}
