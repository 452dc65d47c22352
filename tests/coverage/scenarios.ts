import { COMPANY, LAST_HOURS, SMALL, type Company } from './company.ts';
import type { MeasureName } from './truth.ts';

/** A company, and what is measured of it. */
export interface Scenario {
  readonly name: string;
  readonly company: Company;
  readonly measures: readonly MeasureName[];
  /** Whether its intervals must hold the truth as often as they say; else they are told, to know where they don't. */
  readonly binding: boolean;
}

const HEADLINES = [
  'recoveryRate',
  'ownershipMedian',
  'ownershipP90',
  'ownedWithinHour',
  'firstOwnerResolved',
  'handOffsMean',
  'neverPassedOn',
  'loyalty30',
  'loyalty90',
  'loyalty180',
  'loyaltyRecovered',
  'loyaltyNotRecovered',
  'loyaltyDifference',
  'baseline',
] as const satisfies readonly MeasureName[];

export const SCENARIOS: readonly Scenario[] = [
  { name: 'eight months, 300 customers', company: COMPANY, measures: HEADLINES, binding: true },
  {
    name: 'the last 36 hours, 200 customers',
    company: LAST_HOURS,
    measures: ['ownershipMedian', 'ownedWithinHour'],
    binding: true,
  },
  {
    name: 'eight months, 32 customers',
    company: SMALL,
    measures: ['recoveryRate', 'ownershipMedian', 'ownedWithinHour', 'neverPassedOn', 'handOffsMean', 'loyalty30'],
    binding: false,
  },
];
