import type { WhyNot } from '@finest-hour/metrics';

export type Reason = keyof WhyNot;

/** Why a complaint was not won back, in the order of the tests. */
export const REASONS: readonly Reason[] = ['unresolved', 'reopened', 'complainedAgain', 'saidNo', 'nothingDone'];

export function reasonWords(reason: Reason, resolveWithinDays: number): string {
  switch (reason) {
    case 'unresolved':
      return `not resolved in ${resolveWithinDays} days`;
    case 'reopened':
      return 'reopened';
    case 'complainedAgain':
      return 'complained again';
    case 'saidNo':
      return 'said no';
    case 'nothingDone':
      return 'closed with nothing done';
  }
}

/** The reason of the most complaints; nothing lost → null. */
export function mainReason(whyNot: WhyNot): Reason | null {
  const largest = REASONS.reduce((best, reason) => (whyNot[reason] > whyNot[best] ? reason : best));
  return whyNot[largest] > 0 ? largest : null;
}
