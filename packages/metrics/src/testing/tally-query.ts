import { bookBins } from '../bins.ts';
import { DEFAULT_BOOK_SETTINGS, maturesAfterUs } from '../book.ts';
import type { TallyQuery } from '../tally/tally.ts';
import { days } from './case-log.ts';

/** Openings of a decade. */
const ALWAYS = { fromUs: days(-2_000), toUs: days(2_000) };

/** Cases opened in the first ten days, seen when the first five have matured; no purchases are told. */
export function tallyQuery(wanted: Partial<TallyQuery> = {}): TallyQuery {
  const settings = DEFAULT_BOOK_SETTINGS;
  const { maturedUntilUs = days(5) } = wanted;
  return {
    fromUs: days(0),
    toUs: days(10),
    maturedUntilUs,
    asOfUs: maturedUntilUs + maturesAfterUs(settings),
    maturesAfterUs: maturesAfterUs(settings),
    bins: bookBins(settings),
    filters: {},
    grouping: { kind: 'whole' },
    valueCoverage: null,
    seen: { askingSeen: ALWAYS, promisesSeen: ALWAYS, contactsSeen: ALWAYS, keepingSeen: ALWAYS },
    ...wanted,
  };
}
