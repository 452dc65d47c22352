import { COMPARE_FROM } from '../words/comparison.ts';

/** For how long the page on loyalty wants customers to have been watched since their verdicts. */
export const RETURN_DAYS = 90;

/** Says why a page opens on the period it opens on; nothing to explain → null. */
export function reasonOfPeriod(why: string): string | null {
  switch (why) {
    case 'settled':
      return 'The last 13 settled weeks: every complaint in them has its verdict.';
    case 'watched':
      return `The last 13 weeks whose customers have been watched for ${RETURN_DAYS} days after their verdicts: nothing here is still open.`;
    case 'densest':
      return `The quarter with the most complaints, as the last 13 settled weeks hold fewer than ${COMPARE_FROM}.`;
    case 'pending':
      return 'No complaint has a verdict yet, so this opens on the weeks in which they came.';
    default:
      return null;
  }
}

/** What a page opens on where no period is asked for, as a choice. */
export function defaultLabel(watched: boolean): string {
  return watched ? `Last 13 weeks watched for ${RETURN_DAYS} days` : 'Last 13 settled weeks';
}
