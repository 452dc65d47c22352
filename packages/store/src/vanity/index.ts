export { projectReadings } from './project.ts';
export { runReadings } from './run.ts';
export { lastReadingDay, readReadings } from './readings.ts';
