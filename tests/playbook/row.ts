import type { EventEnvelope } from '@finest-hour/events';
import type { Playbook, PlaybookShareName, Report, ReportQuery, StepName } from '@finest-hour/metrics';
import type { Company } from './company.ts';

/** A figure beside the shares: how to read it, and what it is before and after. */
export interface Figure {
  readonly of: string;
  readonly tell: (report: Report) => unknown;
  readonly before: unknown;
  readonly after: unknown;
}

/** What is pushed for a step, and what that makes of the report, worked out by hand. */
export interface Row {
  readonly step: StepName;
  readonly what: string;
  readonly push: (of: Company) => readonly EventEnvelope[];
  /** Steps done, of those that apply, in all cases together. */
  readonly steps: readonly [before: string, after: string];
  /** Shares, "cases of n", before and after; all others are to stay. */
  readonly moves: Readonly<Partial<Record<PlaybookShareName, readonly [before: string, after: string]>>>;
  readonly figures?: readonly Figure[];
  /** Cases come or go, or there are more than three: of the shares, only those of `moves` are looked at. */
  readonly isOtherCompany?: true;
  /** So many more bare cases to start from. */
  readonly more?: number;
  readonly by?: ReportQuery['by'];
}

export function playbookOf({ playbook }: Report): Playbook {
  if (playbook === null) throw new Error('the report tells nothing of the playbook');
  return playbook;
}

interface Share {
  readonly value: number | null;
  readonly cases: number;
  readonly n: number;
  readonly notCovered?: number;
}

/** "2 of 3"; says more only where the report is not at one with itself, or left cases out. */
export function told({ value, cases, n, notCovered = 0 }: Share): string {
  const odd = value === (n === 0 ? null : cases / n) ? '' : `, which it calls ${value}`;
  return `${cases} of ${n}${odd}${notCovered === 0 ? '' : `, ${notCovered} not covered`}`;
}

/** The same of a share that is told without how many cases it is. */
export function toldOf({ value, n }: { readonly value: number | null; readonly n: number }): string {
  return `${Math.round((value ?? 0) * n)} of ${n}`;
}

/** All shares by name; one that stands under several steps as it stands under this one. */
export function sharesOf(report: Report, step: StepName): Readonly<Record<string, string>> {
  const { steps } = playbookOf(report);
  const own = steps.filter((one) => one.step === step);
  const shares = [...steps, ...own].flatMap((one) => Object.entries(one.shares));
  return Object.fromEntries(shares.map(([name, share]) => [name, told(share)]));
}

/**
 * A length of time. Up to a day those of the tables are edges of bins, and exact; longer ones are up to 2 % more, and
 * told in whole hours.
 */
export function length({ value }: { readonly value: number | null }): string {
  if (value === null) return 'none';
  return value > 86_400 ? `${Math.floor(value / 3600)} h` : `${value / 60} min`;
}

function spreadOf(report: Report, step: StepName, name: string) {
  const durations = playbookOf(report).steps.find((one) => one.step === step)?.durations ?? {};
  const found = Object.entries(durations).find(([each]) => each === name)?.[1];
  if (found === undefined) throw new Error(`${step} has no ${name}`);
  return [found.medianSeconds, found.p90Seconds];
}

/** Median and ninth decile of a length of time of the playbook. */
export function lengths(step: StepName, name: string) {
  return (report: Report): readonly string[] => spreadOf(report, step, name).map(length);
}

/** The same in whole hours, where a bin's 2 % do not matter. */
export function lengthsInHours(step: StepName, name: string) {
  return (report: Report): readonly number[] =>
    spreadOf(report, step, name).map(({ value }) => Math.round((value ?? NaN) / 3600));
}

const KINDS = [
  'gaveRefund',
  'gaveExchange',
  'gaveRepair',
  'gaveCredit',
  'gaveHelp',
  'gaveExplanation',
  'gaveOther',
] as const;

/** Whole and nearly got a refund; bare gets something, too. */
export function givenToBare(given: (typeof KINDS)[number]): Row['moves'] {
  const refunds = (kind: string) => (kind === 'gaveRefund' ? 2 : 0);
  const after = (kind: string) => refunds(kind) + (kind === given ? 1 : 0);
  return Object.fromEntries(KINDS.map((kind) => [kind, [`${refunds(kind)} of 2`, `${after(kind)} of 3`]] as const));
}
