import type { CaseDimensions, CaseFacts, CaseSummary, Verdict } from '../facts.ts';
import { opened, OPENED_US } from './case-log.ts';
import { fold } from './fold.ts';

interface Wanted {
  readonly verdict?: Verdict;
  readonly customer?: string;
  readonly openedUs?: number;
  readonly handOffs?: number;
  readonly dimensions?: Partial<CaseDimensions>;
  readonly summary?: Partial<CaseSummary>;
}

let made = 0;

/** Facts of a case, each with a customer of its own unless said: opened, resolved, and nobody objected. */
export function facts({ verdict = 'noObjection', handOffs = 0, dimensions, summary, ...rest }: Wanted = {}): CaseFacts {
  made += 1;
  const { customer = `customer-${made}`, openedUs = OPENED_US } = rest;
  const plain = fold([opened({ customer }, openedUs, { subject: `case-${made}` })]).summary;
  return {
    verdict,
    previousUs: null,
    sharedCustomer: false,
    excludedEarly: false,
    strayMerge: false,
    returned: { exit: 0, afterUs: null },
    returnedAfterVerdict: { exit: 0, afterUs: null },
    matched: false,
    playbook: plain.playbook.flags,
    summary: {
      ...plain,
      agentLevel: { ...plain.agentLevel, handOffs },
      dimensions: { ...plain.dimensions, ...dimensions },
      ...summary,
    },
  };
}

/** So many cases alike, each with a customer of its own. */
export const many = (count: number, wanted: Wanted = {}): readonly CaseFacts[] =>
  Array.from({ length: count }, () => facts(wanted));
