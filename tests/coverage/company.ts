/** Two things that may end a wait, at constant rates a day; nothing is remembered, so the truth is a formula. */
export interface Rates {
  readonly buying: number;
  readonly leaving: number;
}

/** A made-up company: how chance rules what happens. Times in days. */
export interface Company {
  /** Customers who complain; each has one complaint and, on average, so many more. */
  readonly customers: number;
  readonly moreComplaints: number;
  /** Customers who only buy. */
  readonly quietCustomers: number;
  /** Complaints come evenly over so many days, up to now. */
  readonly days: number;
  /** Purchases are told up to so many days before now. */
  readonly tellingEndsBefore: number;
  /** Kinds of wait for an owner, by how many an owner takes on a day; they compete with customers giving up. */
  readonly owning: readonly { readonly share: number; readonly rate: number }[];
  readonly givingUp: number;
  /** Kinds of customers, by P(recovered) of each of their owned cases: those of one customer are alike. */
  readonly recovering: readonly { readonly share: number; readonly recovered: number }[];
  /** Kinds of owned cases, by how often they are passed on: many never, some all the time. */
  readonly passing: readonly { readonly share: number; readonly mean: number }[];
  /** From the opening to the verdict, and from then on by what it was; and of customers who don't complain. */
  readonly waiting: Rates;
  readonly recovered: Rates;
  readonly notRecovered: Rates;
  readonly quiet: Rates;
  /** Of quiet customers, how many complain a day in the end. */
  readonly complaining: number;
}

const HOUR = 1 / 24;

/** Eight months of a company with about 300 complaining customers: a quarter's worth of verdicts. */
export const COMPANY: Company = {
  customers: 300,
  moreComplaints: 0.6,
  quietCustomers: 300,
  days: 240,
  tellingEndsBefore: 15,
  owning: [
    { share: 0.6, rate: 1 / (0.4 * HOUR) },
    { share: 0.4, rate: 1 / (14 * HOUR) },
  ],
  givingUp: 1 / 3,
  recovering: [
    { share: 0.5, recovered: 0.9 },
    { share: 0.5, recovered: 0.45 },
  ],
  passing: [
    { share: 0.7, mean: 0.25 },
    { share: 0.3, mean: 1.5 },
  ],
  waiting: { buying: 0.004, leaving: 0.0006 },
  recovered: { buying: 0.007, leaving: 0.0003 },
  notRecovered: { buying: 0.0035, leaving: 0.0012 },
  quiet: { buying: 0.008, leaving: 0.0004 },
  complaining: 0.001,
};

/** The same company seen through the last 36 hours alone: many still wait for an owner. */
export const LAST_HOURS: Company = { ...COMPANY, customers: 200, quietCustomers: 0, days: 1.5 };

/** A small one, with about 40 complaints that have matured. */
export const SMALL: Company = { ...COMPANY, customers: 32, quietCustomers: 40 };
