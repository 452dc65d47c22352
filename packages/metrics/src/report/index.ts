export { assembleReport, tallyQueries } from './assemble.ts';
export {
  addDays,
  dayOf,
  dayStartUs,
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
