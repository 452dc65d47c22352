export { HORIZONS_DAYS, binEdgesUs, bookBins } from './bins.ts';
export * from './book.ts';
export * from './case-view.ts';
export { COVERAGE_TOLERANCE_US, coverageOf, VALUE_TYPES, type Seen } from './coverage.ts';
export * from './facts.ts';
export * from './fold/index.ts';
export { TOO_FEW, measure, type Measured } from './measure/measure.ts';
export * from './report/index.ts';
export * from './tally/index.ts';
