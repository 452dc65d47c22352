import type { Channel, Classification, Phase } from './snapshot.ts';

/** Who a case is with. A team without an agent is a queue; neither is nobody. */
export interface Holder {
  readonly agent: string | null;
  readonly bot: boolean;
  readonly team: string | null;
}

/** What of a case's last snapshot is needed to tell what the next one changed. */
export interface CaseMemory extends Classification {
  /** Time given to the last snapshot's events. */
  readonly atMs: number;
  readonly phase: Phase;
  readonly customer: string | null;
  readonly channel: Channel | null;
  /** Agent and team as last said, also while the phase means that nobody holds the case. */
  readonly told: Holder;
  readonly holder: Holder;
  /** The agent's work on it has been seen since they hold it, or since it was reopened. */
  readonly owned: boolean;
}
