import { COMPARE_FROM } from '../words/comparison.ts';

/** Says why a page opens on the period it opens on; nothing to explain → null. */
export function reasonOfPeriod(why: string): string | null {
  switch (why) {
    case 'settled':
      return 'The last 13 settled weeks: every complaint in them has its verdict.';
    case 'densest':
      return `The quarter with the most complaints, as the last 13 settled weeks hold fewer than ${COMPARE_FROM}.`;
    case 'pending':
      return 'No complaint has a verdict yet, so this opens on the weeks in which they came.';
    default:
      return null;
  }
}
