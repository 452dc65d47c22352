import type { ColumnType, Generated } from 'kysely';

/** Read as a value, written by plain SQL only. */
type Json = ColumnType<unknown, string, string>;

export interface EventTable {
  bucket: number;
  family: string;
  subject: string;
  source: string;
  id: string;
  type: string;
  time_us: number;
  received_us: number;
  sequence: string | null;
  content_hash: Buffer;
  data: Json;
  extensions: Json | null;
  redacted_us: number | null;
}

export interface RejectedEventTable {
  id: string;
  received_us: number;
  key_id: string;
  source: string | null;
  event_id: string | null;
  payload: string;
  problem: Json;
  corrected: string | null;
  truncated: Generated<boolean>;
  replayed_us: number | null;
  reason: Generated<string>;
  times: Generated<number>;
  first_us: number | null;
}

export interface TombstoneTable {
  digest: Buffer;
  erased_us: number;
}

export interface ErasureTable {
  one: Generated<boolean>;
  version: Generated<number>;
  key: Generated<Buffer>;
  key_check: Buffer | null;
}

export interface AuditTable {
  seq: number;
  at_us: number;
  actor: string;
  action: string;
  detail: Json;
  previous: Buffer;
  hash: Buffer;
}

export interface MarkTable {
  bucket: number;
  family: string;
  subject: string;
  batch: string;
}

export interface CaseHeadTable {
  bucket: number;
  case_id: string;
  /** null: no `case.opened` has arrived, so there are no facts. */
  customer: string | null;
  merged_into: string | null;
  inputs: Buffer | null;
}

export interface MergeTable {
  bucket: number;
  target: string;
  source: string;
  across: boolean;
}

export interface LinkTable {
  bucket: number;
  customer: string;
  other: string;
  said: Json;
}

export interface LinkRootTable {
  bucket: number;
  customer: string;
  root: string;
}

export interface HopTable {
  bucket: number;
  case_id: string;
  seq: number;
  agent: string | null;
  team: string | null;
  bot: boolean;
  start_us: number;
  end_us: number | null;
  wait_us: number;
  agent_move: number;
  team_move: number;
  owned_us: number | null;
  by_kind: string | null;
  by_id: string | null;
  reason: string | null;
}

export interface CaseSummaryTable {
  bucket: number;
  customer: string;
  case_id: string;
  summary: Json;
}

export interface CaseFactTable {
  bucket: number;
  customer: string;
  case_id: string;
  opened_us: number;
  channel: string;
  cause: string | null;
  product: string | null;
  severity: string | null;
  region: string | null;
  fault: string | null;
  team: string | null;
  resolving_team: string | null;
  verdict: number;
  flags: number;
  agent_hand_offs: number;
  team_hand_offs: number;
  agent_returns: number;
  team_returns: number;
  escalations_from_bot: number;
  triages: number;
  bulk_moves: number;
  shift_moves: number;
  correction_moves: number;
  routed_cause: number;
  routed_bin: number | null;
  unheld_bin: number | null;
  unheld_us: number;
  resolved_us: number | null;
  owned_us: number | null;
  previous_us: number | null;
  shared_customer: boolean;
  state: number;
  holder_agent: string | null;
  holder_team: string | null;
  teams: string[];
  last_event_us: number;
  url: string | null;
  book: number;
  own_cause: number;
  own_bin: number | null;
  run_around_bin: number | null;
  fixing_bin: number | null;
  return_cause: number;
  return_bin: number | null;
  later_cause: number;
  later_bin: number | null;
  matched: boolean;
  stray_merge: boolean;
  several: boolean;
  playbook_1: number;
  playbook_2: number;
  playbook_3: number;
  steps_applicable: number;
  steps_done: number;
  apology_bin: number | null;
  silence_bin: number | null;
  resolver_bin: number | null;
  public_bin: number | null;
  promises_early: number;
  promises_on_time: number;
  promises_late: number;
  promises_broken: number;
  promise_length_bin: number | null;
  promise_margin: number | null;
  surprise: number | null;
  open_in_public: boolean;
}

export interface CustomerFactTable {
  bucket: number;
  customer: string;
  values_us: number[];
  complaints_us: number[];
  left_us: number[];
  lot: number;
}

export interface CoverageTable {
  bucket: number;
  source: string;
  type: string;
  first_us: number;
  last_us: number;
}

export interface ParkedTable {
  bucket: number;
  family: string;
  subject: string;
  error: string;
  parked_us: number;
}

export interface LeaseTable {
  range: number;
  holder: string | null;
  expires: Date;
}

export interface WorkerTable {
  id: string;
  seen: Date;
}

export interface SettingTable {
  name: string;
  value: Json;
}

export interface ApiKeyTable {
  id: string;
  name: string;
  prefix: string;
  secret_hash: Buffer;
  scopes: string[];
  created: Generated<Date>;
  revoked: Date | null;
  expires: Date | null;
  source: string | null;
  origin: string | null;
  last_used: Date | null;
}

export interface VanityMarkTable {
  day: string;
  batch: string;
}

export interface ReadingTable {
  day: string;
  name: string;
  unit: string;
  n: number;
  total: string;
}

/** A view of the log: what the readings are counted from. */
export interface CountedEventView {
  bucket: number;
  family: string;
  subject: string;
  type: string;
  time_us: number;
  internal: boolean;
  value: string | null;
  unit: string;
}

export interface Schema {
  'log.event': EventTable;
  'log.rejected_event': RejectedEventTable;
  'log.tombstone': TombstoneTable;
  'log.erasure': ErasureTable;
  'recovery.mark': MarkTable;
  'recovery.case_head': CaseHeadTable;
  'recovery.hop': HopTable;
  'recovery.case_summary': CaseSummaryTable;
  'recovery.case_fact': CaseFactTable;
  'recovery.customer_fact': CustomerFactTable;
  'recovery.coverage': CoverageTable;
  'recovery.merge': MergeTable;
  'recovery.link': LinkTable;
  'recovery.link_root': LinkRootTable;
  'recovery.parked': ParkedTable;
  'recovery.lease': LeaseTable;
  'recovery.worker': WorkerTable;
  'access.setting': SettingTable;
  'access.api_key': ApiKeyTable;
  'access.audit': AuditTable;
  'vanity.mark': VanityMarkTable;
  'vanity.reading': ReadingTable;
  'vanity.event': CountedEventView;
}
