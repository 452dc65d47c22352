export {
  assembleReport,
  NO_TALLIES,
  tallyQueries,
  type PairOfQueries,
  type ReportFrame,
  type ReportTallies,
} from './assemble.ts';
export { comparedRange, COMPARISONS, wholeMonths, type Comparison, type DayRange } from './compared.ts';
export {
  addDays,
  dayOf,
  dayStartUs,
  earlyWeeks,
  isTimeZone,
  nextPeriod,
  periodStart,
  periodsIn,
  settledWeeks,
  SETTLED_WEEKS,
} from './periods.ts';
export {
  PERIODS,
  isPeriod,
  parseReportQuery,
  type ParsedReport,
  type Period,
  type QueryProblem,
  type ReportQuery,
  type RequestedReport,
} from './query.ts';
export type * from './report.ts';
