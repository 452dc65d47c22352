import { CAUSES } from './company/causes.ts';
import type { Cause, Team } from './company/team.ts';
import { TEAMS } from './company/teams.ts';

/** How often the data are messy: probabilities, unless said otherwise. */
export interface Mess {
  /** Of an event: it arrives up to days after it happened (exponential, mean 1 day). */
  readonly late: number;
  /** Of an event: it arrives some minutes after it happened, behind others. */
  readonly outOfOrder: number;
  /** Of an event: it arrives twice, with the same id and content. */
  readonly duplicate: number;
  /** Of an event other than an opening: it never arrives. */
  readonly missing: number;
  /** Of a case: its opening never arrives, so that it has no facts. */
  readonly missingOpening: number;
  /** Of a case: a second opening comes from another system, later. */
  readonly secondOpening: number;
  /** Of a case: an event is dated before the opening. */
  readonly beforeOpening: number;
  /** Of a case: the customer opens it twice, and the second one is merged into the first. */
  readonly merged: number;
  /** Of a case: a merge that cannot be applied (an unknown case, another customer's, or a circle). */
  readonly strayMerge: number;
  /** Of a complaint: a troll's or spam; called illegitimate before it is first resolved. */
  readonly illegitimate: number;
  /** Of a customer who complains: a second id, linked with the first, under which the later events come. */
  readonly secondId: number;
  /** Of a customer who complains: linked with a stranger by mistake, and unlinked a day later. */
  readonly wrongLink: number;
  /** How many customer ids stand for many people (a marketplace): 40 complaints in five days each. */
  readonly sharedCustomers: number;
}

/** No mess at all: every event arrives once, in time, in order. */
export const NO_MESS: Mess = {
  late: 0,
  outOfOrder: 0,
  duplicate: 0,
  missing: 0,
  missingOpening: 0,
  secondOpening: 0,
  beforeOpening: 0,
  merged: 0,
  strayMerge: 0,
  illegitimate: 0,
  secondId: 0,
  wrongLink: 0,
  sharedCustomers: 0,
};

/** P(buys within 90 days) and P(leaves within 90 days), each as if the other could not happen first for leaving. */
export interface Returning {
  /** P(a first purchase within 90 days, before leaving). */
  readonly buys: number;
  /** P(leaves within 90 days), if nothing else happened. */
  readonly leaves: number;
}

export interface Parameters {
  /** Any whole number; the same seed and parameters give the same bytes. */
  readonly seed: number;
  /** RFC 3339; nothing happens after it. The demo passes today. */
  readonly endsAt: string;
  /** Length of the simulated time, in days of 86,400 s. */
  readonly days: number;
  /** IANA zone of the company's clocks. */
  readonly timeZone: string;
  /** Complaints a day, on average over a year and all kinds. */
  readonly casesPerDay: number;
  /** About how many complaints in all; takes the place of `casesPerDay`. */
  readonly cases: number | null;
  /** Multiplies complaints and customers. */
  readonly scale: number;
  readonly teams: readonly Team[];
  readonly causes: readonly Cause[];
  /** The team at which many cases come in before they go to the team that can solve them; null: none. */
  readonly intake: string | null;
  /** Outcomes and truth take `intake` as a listed front desk (metrics.md: triage); by default none is listed. */
  readonly intakeIsFrontDesk: boolean;
  /** RFC 3339; from it on the teams recover as after the turn. null: 135 days before the end, when the last 13 settled weeks begin. */
  readonly turnAt: string | null;
  /** What the turn adds to P(recovered) of a team whose `turn` is 1. */
  readonly turnSize: number;
  /** P(the same customer complains again of the same cause within 14 days); the same for all, so that repeats don't change the mix. */
  readonly complainsAgain: number;
  /** P(nobody ever owns it), of the cases that are not resolved in time. */
  readonly unresolvedUnowned: number;
  /** P(customer confirms), of recovered cases. */
  readonly confirms: number;
  /** What recovery adds to P(returns within 90 days of the verdict). 0: none. */
  readonly recoveryEffectOnReturn: number;
  readonly returning: {
    /** Customers without a complaint, and again 180 days after a verdict. */
    readonly baseline: Returning;
    /** From the opening to the verdict (44 days). */
    readonly waiting: Returning;
    readonly recovered: Pick<Returning, 'leaves'>;
    readonly notRecovered: Returning;
  };
  /** Customers who buy and never complain, for each complaint. */
  readonly quietCustomersPerCase: number;
  /** P(a customer complains of something else later), at least 230 days after the first time. */
  readonly complainsLater: number;
  readonly mess: Mess;
  /** Events in a batch. */
  readonly batchSize: number;
}

/** A company of the size of a demo: two years, about 6,400 complaints. */
export const DEFAULT_PARAMETERS: Parameters = {
  seed: 1,
  endsAt: '2026-07-01T00:00:00Z',
  days: 730,
  timeZone: 'Europe/Berlin',
  casesPerDay: 8.8,
  cases: null,
  scale: 1,
  teams: TEAMS,
  causes: CAUSES,
  intake: 'service-desk',
  intakeIsFrontDesk: false,
  turnAt: null,
  turnSize: 0.24,
  complainsAgain: 0.05,
  unresolvedUnowned: 0.4,
  confirms: 0.3,
  recoveryEffectOnReturn: 0.18,
  returning: {
    baseline: { buys: 0.45, leaves: 0.01 },
    waiting: { buys: 0.32, leaves: 0.03 },
    recovered: { leaves: 0.015 },
    notRecovered: { buys: 0.28, leaves: 0.09 },
  },
  quietCustomersPerCase: 0.5,
  complainsLater: 0.12,
  mess: {
    late: 0.01,
    outOfOrder: 0.03,
    duplicate: 0.004,
    missing: 0.0005,
    missingOpening: 0.0005,
    secondOpening: 0.01,
    beforeOpening: 0.01,
    merged: 0.02,
    strayMerge: 0.001,
    illegitimate: 0.02,
    secondId: 0.01,
    wrongLink: 0.003,
    sharedCustomers: 1,
  },
  batchSize: 1000,
};

/** A parameter that makes no company. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
  readonly parameter: string;
  constructor(parameter: string, reason: string) {
    super(`${parameter} ${reason}`);
    this.parameter = parameter;
  }
}
