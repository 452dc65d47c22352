export { readCase } from './case.ts';
export {
  BadCursorError,
  CASE_ORDERS,
  OWNER_STATES,
  listCases,
  type CaseOrder,
  type CaseQuery,
  type OwnerState,
} from './cases.ts';
export { readFinestHours } from './finest-hours.ts';
export { defaultPeriod, latestOpeningUs, watchedPeriod, type DefaultPeriod } from './period.ts';
export { hasMarks, isEmpty, waitUntilFolded } from './progress.ts';
export { projectCases } from './project-cases.ts';
export { projectCustomers } from './project-customers.ts';
export { readReportAsOf } from './report-as-of.ts';
export { readReport, readReports, shareGroup, type ReportReader, type ShareGroup } from './report.ts';
export { readCoverage, seenIn } from './coverage.ts';
export { recordOf, writeCustomers } from './customer-rows.ts';
export { writeFacts } from './fact-rows.ts';
export { countBaseline } from './tally-baseline.ts';
export { tallyCases, type ShareName } from './tally.ts';
export { countWentWith } from './tally-went-with.ts';
export { readCoachedTeams } from './coaching.ts';
export { countOpenInPublic, countPlaybook } from './tally-playbook.ts';
export { sumClusters, tallyEarlySigns } from './tally-clusters.ts';
export { markEverything, markParked } from './mark.ts';
export { readWorkload, type Workload } from './workload.ts';
export {
  SETTING_NAMES,
  parseSetting,
  readBookSettings,
  writeSetting,
  type ParsedSetting,
  type SettingName,
} from './settings.ts';
export { readTrouble, type Trouble } from './trouble.ts';
