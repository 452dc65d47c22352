import {
  bookBins,
  DAY_US,
  DEFAULT_BOOK_SETTINGS,
  foldCase,
  foldCustomer,
  maturesAfterUs,
  measure,
  measureContext,
  readHistory,
  seenSpans,
  tallyBaseline,
  tallyFacts,
  type CaseFacts,
  type Measures,
  type TallyQuery,
} from '@finest-hour/metrics';
import type { Company } from './company.ts';
import { drawCustomer, drawQuiet, type DrawnCustomer } from './draw.ts';
import { Random } from './random.ts';
import type { MeasureName } from './truth.ts';

const SETTINGS = DEFAULT_BOOK_SETTINGS;

interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

/** What the log holds by now, folded. */
function foldBy(asOfUs: number, { cases, events }: DrawnCustomer): readonly CaseFacts[] {
  const known = <Event extends { readonly timeUs: number }>(all: readonly Event[]) =>
    all.filter(({ timeUs }) => timeUs <= asOfUs);
  const summaries = cases.flatMap((own) => foldCase(known(own), SETTINGS)?.summary ?? []);
  return foldCustomer(summaries, SETTINGS, readHistory(known(events)));
}

function queryOf({ days, tellingEndsBefore }: Company): TallyQuery {
  const asOfUs = days * DAY_US;
  return {
    fromUs: 0,
    toUs: asOfUs,
    asOfUs,
    maturesAfterUs: maturesAfterUs(SETTINGS),
    maturedUntilUs: asOfUs - maturesAfterUs(SETTINGS),
    filters: {},
    grouping: { kind: 'whole' },
    bins: bookBins(SETTINGS),
    seen: seenSpans(new Map(), maturesAfterUs(SETTINGS)),
    valueCoverage: { fromUs: -400 * DAY_US, toUs: asOfUs - tellingEndsBefore * DAY_US },
  };
}

function boundsOf({ recoveryRate, handOffs, timeToOwnership, repeatLoyalty }: Measures): Record<MeasureName, Bounds> {
  if (repeatLoyalty === null) throw new Error('purchases are told, and yet repeat-loyalty is not measured');
  const none = { low: null, high: null };
  const { at } = repeatLoyalty;
  return {
    recoveryRate,
    ownershipMedian: timeToOwnership.medianSeconds,
    ownershipP90: timeToOwnership.p90Seconds,
    ownedWithinHour: timeToOwnership.withinTarget,
    firstOwnerResolved: timeToOwnership.firstOwnerResolved,
    handOffsMean: handOffs,
    neverPassedOn: handOffs.neverPassedOn,
    loyalty30: at['30'] ?? none,
    loyalty90: at['90'] ?? none,
    loyalty180: at['180'] ?? none,
    loyaltyRecovered: repeatLoyalty.recovered,
    loyaltyNotRecovered: repeatLoyalty.notRecovered,
    loyaltyDifference: repeatLoyalty.difference,
    baseline: repeatLoyalty.baseline ?? none,
  };
}

/** One company's history, made by its seed, measured as a report measures it: the intervals. */
export function estimate(company: Company, seed: number): Record<MeasureName, Bounds> {
  const random = new Random(seed);
  const query = queryOf(company);
  const facts: CaseFacts[] = [];
  for (let i = 0; i < company.customers; i += 1)
    facts.push(...foldBy(query.asOfUs, drawCustomer(random, company, `customer-${i}`)));
  const quiet = Array.from({ length: company.quietCustomers }, () => drawQuiet(random, company));
  const tally = tallyFacts(facts, query).get(null);
  if (tally === undefined) throw new Error('nobody complained');
  return boundsOf(measure(tally, measureContext(SETTINGS, {}), tallyBaseline(quiet, query)).measures);
}
