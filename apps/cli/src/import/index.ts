export { ROOT } from '../environment/environment.ts';
export { loadLog, type Loaded, type LoadOptions } from './load-log.ts';
export { readMappingFile, SHIPPED_MAPPINGS } from './mapping-file.ts';
