export { designEffect, type ClusterSums } from './design-effect.ts';
export { Z_95, type Interval } from './interval.ts';
export { meanOfCounts, type MeanOfCounts } from './mean-of-counts.ts';
export { mover } from './mover.ts';
export { newcombe } from './newcombe.ts';
export { wilson } from './wilson.ts';
