import type { CaseState, Move, Verdict } from './facts.ts';
import type { Story } from './story/index.ts';

/** A row of the case list. Times RFC 3339. */
export interface CaseListItem {
  readonly id: string;
  readonly openedAt: string;
  readonly channel: string;
  readonly cause: string | null;
  readonly severity: string | null;
  readonly product: string | null;
  readonly team: string | null;
  readonly state: CaseState;
  readonly holder: { readonly agent: string | null; readonly team: string | null };
  /** null while pending: no verdict before maturity. */
  readonly verdict: Verdict | null;
  readonly maturesAt: string;
  readonly handOffs: number;
  readonly teamHandOffs: number;
  readonly url: string | null;
}

export interface CasePage {
  readonly cases: readonly CaseListItem[];
  /** How many there are on all pages. */
  readonly total: number;
  /** Cursor of the next page; null: this was the last. */
  readonly next: string | null;
}

export interface HopView {
  readonly agent: string | null;
  readonly team: string | null;
  readonly bot: boolean;
  readonly start: string;
  readonly end: string | null;
  readonly waitSeconds: number;
  readonly agentMove: Move;
  readonly teamMove: Move;
  readonly ownedAt: string | null;
  readonly by: { readonly kind: string; readonly id: string | null } | null;
  readonly reason: string | null;
}

export interface CaseEventView {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Holdings of a chain, and events, that are told of one case; of a longer one, those in the middle are left out. */
export const TOLD_HOPS = { first: 300, last: 50 } as const;
export const TOLD_EVENTS = { first: 100, last: 400 } as const;

/** One case with its chain and its events in the order in which they count, each as far as it is told. */
export interface CaseDetail extends CaseListItem {
  readonly customer: string;
  readonly region: string | null;
  readonly fault: string | null;
  readonly resolvingTeam: string | null;
  readonly resolvedAt: string | null;
  readonly ownedAt: string | null;
  /** Ownership was inferred by an import, not said by the source. */
  readonly ownershipIsProxy: boolean;
  readonly unheldSeconds: number;
  readonly returnsToQueue: number;
  readonly escalationsFromBot: number;
  readonly pingPong: { readonly direct: boolean; readonly any: boolean };
  /** How many people have held it. */
  readonly people: number;
  /** The first and last by TOLD_HOPS, where `chainLength` says that there are more. */
  readonly chain: readonly HopView[];
  readonly chainLength: number;
  /** The first and last by TOLD_EVENTS, where `eventCount` says that there are more. */
  readonly events: readonly CaseEventView[];
  readonly eventCount: number;
}

/** A recovered case after which the customer was surprised, recommended us or came back. Nobody is named. */
export interface FinestHour extends Pick<CaseListItem, 'id' | 'openedAt' | 'team' | 'cause' | 'verdict'> {
  readonly story: Story;
}

export interface FinestHours {
  /** The latest opened first. */
  readonly finestHours: readonly FinestHour[];
  /** How many there are in all. */
  readonly total: number;
}
