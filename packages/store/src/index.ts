export { readDemo, writeDemo, type Demo } from './access/demo.ts';
export { boundToSource } from './access/bound-source.ts';
export { findKey, type KeyFinding } from './access/find-key.ts';
export { KEY_TTL_MS, KeyRing } from './access/key-ring.ts';
export {
  PREFIX_LENGTH,
  SCOPES,
  createKey,
  isScope,
  listKeys,
  revokeKeys,
  type ApiKey,
  type KeyListing,
  type KeyOptions,
  type Scope,
} from './access/keys.ts';
export { rotateKey, type Rotated, type Rotation } from './access/rotate-key.ts';
export { type Asking, type AuditRecord } from './audit/chain.ts';
export { readAudit, verifyAudit, type AuditVerdict } from './audit/read.ts';
export { audited, recordAudit, type Act } from './audit/record.ts';
export { ALL_BUCKETS, BUCKETS, bucketOf, type BucketSpan } from './bucket.ts';
export { openDatabase, type Database, type DatabaseOptions, type Work } from './database.ts';
export { eraseCustomer, type Erasure } from './erasure/erase-customer.ts';
export { erasedProblem } from './erasure/refusal.ts';
export { exportCustomer, type CustomerExport } from './erasure/export-customer.ts';
export { appendEvents } from './log/append.ts';
export { createAppender, type Appender, type AppenderOptions } from './log/appender.ts';
export { QueueFullError, type QueueDepth } from './log/group-commit.ts';
export { eventOfRow, rowOf, type AppendStatus, type LogRow } from './log/row.ts';
export { keepRejectedEvents, type RejectedEvent, type RejectedProblem } from './log/rejected.ts';
export { countRejected, type RejectedCount } from './log/rejected-count.ts';
export { discardRejected, discardRejectedAll } from './log/rejected-discard.ts';
export { EVERY_REJECTED, REJECTED_STATUSES, type RejectedFilter, type RejectedStatus } from './log/rejected-filter.ts';
export {
  countRejectedReasons,
  listRejectedEvents,
  readRejectedEvent,
  type RejectedDetail,
  type RejectedListItem,
  type RejectedPage,
} from './log/rejected-list.ts';
export { isRejectedId, readRejectedPlace, type RejectedPlace } from './log/rejected-place.ts';
export { replayRejected, type ReplayOptions, type ReplayOutcome } from './log/rejected-replay.ts';
export { replayRejectedAll, type ReplayedAll } from './log/rejected-replay-all.ts';
export {
  REJECTED_RETENTION,
  forgetRejected,
  readRejectedRetentionDays,
  runRejectedRetention,
  writeRejectedRetentionDays,
} from './log/rejected-retention.ts';
export { isMigrated, migrate, setRolePasswords } from './migrate.ts';
export { provision, roleUrls, type RoleUrls } from './provision.ts';
export { readiness, type Readiness } from './readiness.ts';
export { redactStreams, type Redaction } from './retention/redact-streams.ts';
export { runRedaction } from './retention/run-redaction.ts';
export { STREAM_RETENTION, readStreamRetentionDays, writeStreamRetentionDays } from './retention/setting.ts';
export { ROLES, ROLE_NAMES, type Role } from './roles.ts';
export { StaleWorkError } from './stale-work-error.ts';
export { foldEverything } from './worker/fold-all.ts';
export { LANES as WORKER_LANES, runWorker, type WorkerOptions } from './worker/run.ts';
