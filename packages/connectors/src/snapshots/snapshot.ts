import type { CHANNELS, SEVERITIES } from '@finest-hour/events';

/**
 * What a state of the source means to us.
 * open: somebody may hold it, nobody has shown that they took it up; worked: whoever holds it has begun;
 * queue: nobody holds it, whatever the agent field says.
 */
export const PHASES = ['open', 'worked', 'queue', 'resolved', 'closed'] as const;
export type Phase = (typeof PHASES)[number];

export type Channel = (typeof CHANNELS)[number];
export type Severity = (typeof SEVERITIES)[number];

export const CONTACTS = ['made', 'received'] as const;
export type Contact = (typeof CONTACTS)[number];

/** What a case is about, as far as the source says; null: not said. */
export interface Classification {
  readonly cause: string | null;
  readonly product: string | null;
  readonly severity: Severity | null;
  readonly region: string | null;
}

/** One case as the source showed it at one moment. Ids carry their prefixes. Times in milliseconds since 1970. */
export interface Snapshot extends Classification {
  readonly caseId: string;
  /** The case as the source writes it: event ids are made of it. */
  readonly caseName: string;
  readonly atMs: number;
  /** null: the source does not say, so the case opened with its first snapshot. */
  readonly openedMs: number | null;
  /** null: not said, or in words that nobody explained; the phase before holds on. */
  readonly phase: Phase | null;
  readonly customer: string | null;
  /** undefined: not said, the one before holds on; null: nobody. */
  readonly agent: string | null | undefined;
  readonly bot: boolean;
  /** undefined: not said, the one before holds on; null: no team. */
  readonly team: string | null | undefined;
  readonly channel: Channel | null;
  readonly contact: Contact | null;
  readonly url: string | null;
}
