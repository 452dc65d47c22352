import type { CaseDimensions, FaultFacts, Since } from '../facts.ts';
import type { OrderedCase } from './order.ts';

type Classified = Pick<CaseDimensions, 'cause' | 'product' | 'severity' | 'region' | 'fault'>;

const FIELDS = ['cause', 'product', 'severity', 'region', 'fault'] as const satisfies readonly (keyof Classified)[];

/** What a case is said to be about, and when that was said. */
export interface Attributes {
  readonly channel: string;
  /** As classified at maturity, or so far. */
  readonly classified: Classified;
  readonly fault: FaultFacts;
  readonly causes: readonly Since<string>[];
  /** Calling a case illegitimate after the first resolution does not remove it; taking that back always counts. */
  readonly legitimacy: readonly Since<boolean>[];
  /** The target of a merge, or null from an unmerge on. */
  readonly merges: readonly Since<string | null>[];
  readonly url: string | null;
}

export function readAttributes({ opening, openedUs, events }: OrderedCase, maturesUs: number): Attributes {
  const classified: Record<(typeof FIELDS)[number], string | null> = {
    cause: opening.data.cause ?? null,
    product: opening.data.product ?? null,
    severity: opening.data.severity ?? null,
    region: opening.data.region ?? null,
    fault: opening.data.fault ?? null,
  };
  const causes: Since<string>[] = [];
  const legitimacy: Since<boolean>[] = [];
  const merges: Since<string | null>[] = [];
  if (opening.data.cause !== undefined) causes.push({ atUs: openedUs, value: opening.data.cause });
  let resolved = false;
  let everOurs = classified.fault === 'ours';
  for (const { atUs, event } of events) {
    if (event.type === 'case.classified') {
      if (atUs <= maturesUs) {
        for (const field of FIELDS) classified[field] = event.data[field] ?? classified[field];
        everOurs ||= classified.fault === 'ours';
      }
      if (event.data.cause !== undefined) causes.push({ atUs, value: event.data.cause });
      const { legitimate } = event.data;
      if (legitimate === true || (legitimate === false && !resolved)) legitimacy.push({ atUs, value: legitimate });
    } else if (event.type === 'case.resolved') {
      resolved = true;
    } else if (event.type === 'case.merged') {
      merges.push({ atUs, value: event.data.into });
    } else if (event.type === 'case.unmerged') {
      merges.push({ atUs, value: null });
    }
  }
  const fault = { everOurs, moved: everOurs && classified.fault !== 'ours' };
  const { channel, url = null } = opening.data;
  return { channel, classified, fault, causes, legitimacy, merges, url };
}
