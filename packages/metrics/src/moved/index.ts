export { assembleMoved, periodTallies } from './assemble-moved.ts';
export { measureMoved, type PeriodTallies } from './measure-moved.ts';
export type * from './moved.ts';
