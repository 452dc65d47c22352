import type { CaseDimensions, CaseState, Hop, OwnershipFacts } from '../../facts.ts';
import type { OrderedCase } from '../order.ts';
import type { PromiseFacts } from '../promises.ts';

/** What other parts of the fold know of a case already: nothing is folded twice. */
export interface KnownOfCase {
  readonly ordered: OrderedCase;
  readonly maturesUs: number;
  /** R; null: none. */
  readonly resolvedUs: number | null;
  /** When the first episode ended; null: it lasts. */
  readonly endUs: number | null;
  readonly dimensions: CaseDimensions;
  readonly hops: readonly Hop[];
  readonly handOffs: number;
  readonly ownership: OwnershipFacts;
  readonly promises: readonly PromiseFacts[];
  readonly followedUp: boolean;
  /** Where it stands now. */
  readonly state: CaseState;
}
