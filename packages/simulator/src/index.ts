// A company whose truth is known because we chose it: its events, what each case amounts to, and the probabilities behind.
export { simulate, type Simulation } from './simulate.ts';
export {
  DEFAULT_PARAMETERS,
  NO_MESS,
  ParameterError,
  type Mess,
  type Parameters,
  type Returning,
} from './parameters.ts';
export type { Cause, OwnershipHabit, Team } from './company/team.ts';
export type { CaseOutcome, CaseTag, CustomerOutcome, IdealHandOffs, IdealVerdict } from './outcome/outcome.ts';
export type { CareOutcome, IdealPromise } from './outcome/care.ts';
export type {
  CareTruth,
  CaseTruth,
  HandOffTruth,
  OwnershipTruth,
  PhaseTruth,
  ReturnTruth,
  Truth,
} from './truth/truth.ts';
