export { projectReadings } from './project.ts';
export { runReadings } from './run.ts';
export { readReadings } from './readings.ts';
