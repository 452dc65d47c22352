// Written by `pnpm run contract` from packages/events; a test tells when it is out of date.

/** Who did it. */
export interface Actor {
  kind: 'person' | 'bot' | 'rule' | 'system' | 'customer';
  id?: string | undefined;
  team?: string | undefined;
}

/** A person named by id: only such a one can own a case. */
export interface NamedPerson {
  kind: 'person';
  id: string;
  team?: string | undefined;
}

/** Who a case sits with: an agent, a queue of a team, or both; neither is nobody. */
export interface Holder {
  agent?: string | undefined;
  team?: string | undefined;
  kind?: 'person' | 'bot' | 'rule' | undefined;
}

/** The way that customer and company reached each other. */
export type Channel = 'phone' | 'email' | 'chat' | 'social' | 'social-listening' | 'web' | 'store' | 'letter' | 'other';

/** How bad it is. */
export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** Whose failure it was. */
export type Fault = 'ours' | 'theirs' | 'third-party' | 'unclear';

/** What a solution can be, and what a customer can ask for. */
export type SolutionKind = 'refund' | 'exchange' | 'repair' | 'credit' | 'help' | 'explanation' | 'other';

/** Units of a currency (12.5 EUR is twelve euros fifty), ISO 4217. */
export interface Money {
  amount: number;
  currency: string;
}

/** The data of every event type that the contract knows. */
export interface EventData {
  /** The subject is the case id. Feeds: V1, M1. */
  'apology.made': {
    by?: Actor | undefined;
  };
  /** The subject is the case id. Feeds: routing or hand-off, decided by the fold; H2, O1. */
  'case.assigned': {
    by?: Actor | undefined;
    to: Holder;
    reason?: 'triage' | 'expertise' | 'shift' | 'absence' | 'correction' | 'other' | undefined;
    bulk?: boolean | undefined;
  };
  /** The subject is the case id. Feeds: H2, H7, M2. */
  'case.classified': {
    by?: Actor | undefined;
    cause?: string | undefined;
    product?: string | undefined;
    severity?: Severity | undefined;
    region?: string | undefined;
    fault?: Fault | undefined;
    faultTeam?: string | undefined;
    preferredChannel?: Channel | undefined;
    legitimate?: boolean | undefined;
  };
  /** The subject is the case id. Feeds: the end of a case; a close without a resolution is none. */
  'case.closed': {
    by?: Actor | undefined;
    automatic?: boolean | undefined;
  };
  /** The subject is the case id. Feeds: N5; never moves the holder. */
  'case.escalated': {
    by?: Actor | undefined;
    to?: Holder | undefined;
    reason?: string | undefined;
  };
  /** The subject is the case id. Feeds: excluded; its opening and events count for the case it went into. */
  'case.merged': {
    by?: Actor | undefined;
    into: string;
  };
  /** The subject is the case id. Feeds: all; H1, N2, O2. */
  'case.opened': {
    by?: Actor | undefined;
    cause?: string | undefined;
    product?: string | undefined;
    severity?: Severity | undefined;
    region?: string | undefined;
    fault?: Fault | undefined;
    faultTeam?: string | undefined;
    preferredChannel?: Channel | undefined;
    customer: string;
    channel: Channel;
    team?: string | undefined;
    takenBy?: string | undefined;
    detectedBy?: 'customer' | 'us' | undefined;
    url?: string | undefined;
  };
  /** The subject is the case id. Feeds: time-to-ownership; O2. */
  'case.owned': {
    by: NamedPerson;
    proxy?: boolean | undefined;
  };
  /** The subject is the case id. Feeds: recovery; H4, O5. */
  'case.reopened': {
    by?: Actor | undefined;
    reason?: 'failed' | 'thanks' | 'administrative' | 'other' | undefined;
  };
  /** The subject is the case id. Feeds: recovery. */
  'case.resolved': {
    by?: Actor | undefined;
    team?: string | undefined;
    automatic?: boolean | undefined;
  };
  /** The subject is the case id. Feeds: undoes a merge. */
  'case.unmerged': {
    by?: Actor | undefined;
    into: string;
  };
  /** The subject is the case id. Feeds: N5. */
  'case.went-public': {
    by?: Actor | undefined;
    where: string;
    reach?: number | undefined;
  };
  /** The subject is the case id. Feeds: stays in the denominator. */
  'case.withdrawn': {
    by?: Actor | undefined;
  };
  /** The subject is the case id. Feeds: M4, V3. */
  'contact.made': {
    by?: Actor | undefined;
    channel: Channel;
    automated?: boolean | undefined;
    kind?: 'reply' | 'call' | 'visit' | 'handwritten' | 'internal-note' | undefined;
  };
  /** The subject is the case id. Feeds: chasing: the customer had to ask again; O2. */
  'contact.received': {
    by?: Actor | undefined;
    channel: Channel;
    takenBy?: string | undefined;
  };
  /** The subject is the case id. Feeds: H5, H7. */
  'expectation.confirmed': {
    by?: Actor | undefined;
    remedy?: SolutionKind | undefined;
  };
  /** The subject is the case id. Feeds: M3. */
  'feedback.shared': {
    by?: Actor | undefined;
    team: string;
    customerTold?: boolean | undefined;
  };
  /** The subject is the case id. Feeds: O4: reaching across without passing the case on. */
  'help.requested': {
    by?: Actor | undefined;
    team: string;
  };
  /** The subject is the case id. Feeds: V3, O6. */
  'options.offered': {
    by?: Actor | undefined;
    count: number;
  };
  /** The subject is the case id. Feeds: V4, V5; a promise is judged by its first due time. */
  'promise.changed': {
    by?: Actor | undefined;
    promise: string;
    due: string;
  };
  /** The subject is the case id. Feeds: V4, V5. */
  'promise.kept': {
    by?: Actor | undefined;
    promise: string;
  };
  /** The subject is the case id. Feeds: V4, V5. */
  'promise.made': {
    by?: Actor | undefined;
    promise: string;
    due: string;
  };
  /** The subject is the case id. Feeds: V4, V5. */
  'promise.withdrawn': {
    by?: Actor | undefined;
    promise: string;
  };
  /** The subject is the case id. Feeds: N5. */
  'public.answered': {
    by?: Actor | undefined;
    where: string;
  };
  /** The subject is the case id. Feeds: H7, N4. */
  'remedy.asked': {
    by?: Actor | undefined;
    remedy: SolutionKind;
  };
  /** The subject is the case id. Feeds: N4, O6. */
  'request.denied': {
    by?: Actor | undefined;
    request?: string | undefined;
    alternatives?: number | undefined;
  };
  /** The subject is the case id. Feeds: M2. */
  'responsibility.taken': {
    by?: Actor | undefined;
  };
  /** The subject is the case id. Feeds: H5. */
  'satisfaction.asked': {
    by?: Actor | undefined;
  };
  /** The subject is the case id. Feeds: H5, V2, N3. */
  'satisfaction.stated': {
    by?: Actor | undefined;
    satisfied: boolean;
    score?: number | undefined;
    heard?: boolean | undefined;
  };
  /** The subject is the case id. Feeds: H4. */
  'solution.failed': {
    by?: Actor | undefined;
    solution?: string | undefined;
    reason?: string | undefined;
  };
  /** The subject is the case id. Feeds: H6, N1, N4. */
  'solution.provided': {
    by?: Actor | undefined;
    kind: SolutionKind;
    solution?: string | undefined;
    request?: string | undefined;
    tailored?: boolean | undefined;
    withinAuthority?: boolean | undefined;
    value?: Money | undefined;
  };
  /** The subject is the case id. Feeds: V6, H3. */
  'surprise.given': {
    by?: Actor | undefined;
    kind?: string | undefined;
    value?: Money | undefined;
  };
  /** The subject is the case id. Feeds: V1, M3. */
  'thanks.given': {
    by?: Actor | undefined;
    for: 'complaint' | 'loyalty';
  };
  /** The subject is the customer id. Feeds: repeat-loyalty (competing exit). */
  'customer.left': {
    reason?: string | undefined;
  };
  /** The subject is the customer id. Feeds: one person, several ids. */
  'customer.linked': {
    to: string;
    evidence?: string | undefined;
  };
  /** The subject is the customer id. Feeds: V7, repeat-loyalty. */
  'customer.purchased': {
    value?: Money | undefined;
    order?: string | undefined;
    case?: string | undefined;
    automatic?: boolean | undefined;
  };
  /** The subject is the customer id. Feeds: V7, H3. */
  'customer.recommended': {
    where?: string | undefined;
    case?: string | undefined;
  };
  /** The subject is the customer id. Feeds: V7, repeat-loyalty. */
  'customer.renewed': {
    value?: Money | undefined;
    order?: string | undefined;
    case?: string | undefined;
    automatic?: boolean | undefined;
  };
  /** The subject is the customer id. Feeds: one person, several ids. */
  'customer.unlinked': {
    to: string;
    evidence?: string | undefined;
  };
  /** The subject is the customer id. Feeds: V7, repeat-loyalty. */
  'customer.visited': {
    value?: Money | undefined;
    order?: string | undefined;
    case?: string | undefined;
    automatic?: boolean | undefined;
  };
  /** The subject is the agent id. Feeds: N1. */
  'agent.coached': {
    topic?: string | undefined;
  };
  /** The subject is the agent id. Feeds: N1. */
  'agent.empowered': {
    authority?: string | undefined;
  };
  /** The subject is the agent id. Feeds: O4, N1. */
  'agent.joined': {
    team: string;
  };
  /** The subject is the reading's name. Feeds: vanity only. */
  'reading.taken': {
    value: number;
    unit?: string | undefined;
  };
}
