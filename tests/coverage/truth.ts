import { DAY_US, DEFAULT_BOOK_SETTINGS, maturesAfterUs } from '@finest-hour/metrics';
import type { Company, Rates } from './company.ts';

const VERDICT_DAYS = maturesAfterUs(DEFAULT_BOOK_SETTINGS) / DAY_US;
const HOUR = 1 / 24;

/** P(the first of two constant rates comes first, and by then). */
function firstBy(rate: number, competing: number, days: number): number {
  const both = rate + competing;
  return (rate / both) * -Math.expm1(-both * days);
}

const returnedBy = ({ buying, leaving }: Rates, days: number) => firstBy(buying, leaving, days);

function mean<Part extends { readonly share: number }>(parts: readonly Part[], value: (part: Part) => number): number {
  return parts.reduce((sum, part) => sum + part.share * value(part), 0);
}

/** P(owned within so many days of the opening). */
function ownedBy({ owning, givingUp }: Company, days: number): number {
  return mean(owning, ({ rate }) => firstBy(rate, givingUp, days));
}

/** When a share is owned, in seconds; by bisection. */
function ownedQuantile(company: Company, share: number): number {
  let [low, high] = [0, 100];
  for (let i = 0; i < 80; i += 1) {
    const middle = (low + high) / 2;
    if (ownedBy(company, middle) < share) low = middle;
    else high = middle;
  }
  return high * 86_400;
}

/** What is measured, by name, and what is true of it: probabilities, a mean, and times in seconds. */
export function truthOf(company: Company) {
  const owned = ownedBy(company, Infinity);
  const recovered = owned * mean(company.recovering, (kind) => kind.recovered);
  const neverPassedOn = mean(company.passing, (kind) => Math.exp(-kind.mean));
  const { waiting } = company;
  /** From the opening: under the rates of waiting, then, for who neither came nor left, under those of the verdict. */
  const returnedFromOpening = (days: number) => {
    const waited = Math.min(days, VERDICT_DAYS);
    const left = days - waited;
    const later =
      recovered * returnedBy(company.recovered, left) + (1 - recovered) * returnedBy(company.notRecovered, left);
    return returnedBy(waiting, waited) + Math.exp(-(waiting.buying + waiting.leaving) * waited) * later;
  };
  return {
    recoveryRate: recovered,
    ownershipMedian: ownedQuantile(company, 0.5),
    ownershipP90: ownedQuantile(company, 0.9),
    ownedWithinHour: ownedBy(company, HOUR),
    firstOwnerResolved: neverPassedOn,
    handOffsMean: owned * mean(company.passing, (kind) => kind.mean),
    neverPassedOn: 1 - owned + owned * neverPassedOn,
    loyalty30: returnedFromOpening(30),
    loyalty90: returnedFromOpening(90),
    loyalty180: returnedFromOpening(180),
    loyaltyRecovered: returnedBy(company.recovered, 90),
    loyaltyNotRecovered: returnedBy(company.notRecovered, 90),
    loyaltyDifference: returnedBy(company.recovered, 90) - returnedBy(company.notRecovered, 90),
    baseline: returnedBy(company.quiet, 90),
  };
}

export type MeasureName = keyof ReturnType<typeof truthOf>;
