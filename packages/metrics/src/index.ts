export { HORIZONS_DAYS, binEdgesUs, bookBins } from './bins.ts';
export * from './book.ts';
export * from './case-view.ts';
export {
  COVERAGE_TOLERANCE_US,
  coverageByType,
  coverageOf,
  coverageOfAny,
  VALUE_TYPES,
  type Coverage,
  type Seen,
  type Span,
} from './coverage.ts';
export * from './facts.ts';
export * from './fold/index.ts';
export { measureContext, type MeasureContext } from './measure/context.ts';
export { EARLY_SIGNS, type EarlySignName } from './measure/early-signs.ts';
export { measure, type Measured } from './measure/measure.ts';
export { notMeasured, type Measurable, type NotMeasured } from './measure/not-measured.ts';
export { type Coaching, type CoachedShare } from './measure/coaching.ts';
export { type Comebacks } from './measure/surprises.ts';
export { measurePlaybook, type Playbook, type StepMeasures, type StepShare } from './measure/playbook.ts';
export { TOO_FEW } from './measure/too-few.ts';
export { type WentWith, type WentWithLevel, type WentWithShare } from './measure/went-with.ts';
export * from './moved/index.ts';
export * from './playbook/index.ts';
export * from './report/index.ts';
export * from './story/index.ts';
export * from './tally/index.ts';
export * from './working-time/index.ts';
