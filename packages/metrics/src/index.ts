export * from './book.ts';
export * from './case-view.ts';
export * from './facts.ts';
export * from './report/report.ts';
