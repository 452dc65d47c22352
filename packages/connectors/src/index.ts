// Logs and snapshots of other systems, turned into events (docs/import.md).

// A mapping says how a log is to be read.
export { describeMappingProblem, type Mapping, type MappingProblem } from './mapping/mapping.ts';
export { readMapping } from './mapping/read-mapping.ts';

// A log, read as a stream of events.
export {
  importFile,
  type ImportBatch,
  type ImportOptions,
  type ImportProgress,
  type LogImport,
} from './import-file.ts';
export { ImportError } from './import-error.ts';
export type { ImportSummary } from './follow-log.ts';
export type { NotUnderstood } from './not-understood.ts';

// Snapshots of a case, compared one with the next.
export { compareSnapshots, type Comparison } from './snapshots/compare.ts';
export type { CaseMemory, Holder } from './snapshots/memory.ts';
export type { Channel, Contact, Phase, Severity, Snapshot } from './snapshots/snapshot.ts';

export type { Result } from './result.ts';
