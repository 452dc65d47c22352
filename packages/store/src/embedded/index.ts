/** PostgreSQL of our own, for a machine that has none: started when first needed, stopped by the last who used it. */
export { acquireEmbedded, type Embedded } from './acquire.ts';
export { EmbeddedError, type EmbeddedErrorCode } from './error.ts';
