export { readDemo, writeDemo, type Demo } from './access/demo.ts';
export {
  SCOPES,
  createKey,
  findKey,
  isScope,
  listKeys,
  revokeKeys,
  type ApiKey,
  type KeyListing,
  type Scope,
} from './access/keys.ts';
export { ALL_BUCKETS, BUCKETS, bucketOf, type BucketSpan } from './bucket.ts';
export { openDatabase, type Database, type DatabaseOptions, type Work } from './database.ts';
export { appendEvents, type AppendStatus } from './log/append.ts';
export { keepRejectedEvents, type RejectedEvent } from './log/rejected.ts';
export { isMigrated, migrate, setRolePasswords } from './migrate.ts';
export { provision, roleUrls, type RoleUrls } from './provision.ts';
export { readiness, type Readiness } from './readiness.ts';
export { ROLES, ROLE_NAMES, type Role } from './roles.ts';
export { StaleWorkError } from './stale-work-error.ts';
export { foldEverything } from './worker/fold-all.ts';
export { runWorker, type WorkerOptions } from './worker/run.ts';
