import { MOVES, type CaseSummary, type Hop } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { lookUp, unnest } from '../bulk.ts';
import type { Work } from '../database.ts';
import { putRows, type PutTarget } from '../put-rows.ts';
import type { Stream } from '../log/read.ts';
import type { CaseHeadTable } from '../schema.ts';
import { writeSummary } from './summary-code.ts';

/** Where a case's summary stands. */
export interface Head {
  readonly bucket: number;
  readonly caseId: string;
  /** null: no opening has arrived. */
  readonly customer: string | null;
  /** The case into which it is merged; null: into none. */
  readonly mergedInto: string | null;
  /** Tells whether what it hands on to that case has changed; null: it hands on nothing. */
  readonly inputs: Buffer | null;
}

interface OwnedCase {
  readonly caseId: string;
  readonly customer: string;
}

const CASE_COLUMNS: PutTarget<{ bucket: number; caseId: string }>['key'] = [
  { name: 'bucket', type: 'smallint', of: (row) => row.bucket },
  { name: 'case_id', type: 'text', of: (row) => row.caseId },
];

const SUMMARY_KEY: PutTarget<OwnedCase>['key'] = [
  { name: 'bucket', type: 'smallint', of: ({ customer }) => bucketOf('customer', customer) },
  { name: 'customer', type: 'text', of: ({ customer }) => customer },
  { name: 'case_id', type: 'text', of: ({ caseId }) => caseId },
];

const HOPS: PutTarget<{ bucket: number; caseId: string; hop: Hop }> = {
  table: 'recovery.hop',
  key: [...CASE_COLUMNS, { name: 'seq', type: 'integer', of: ({ hop }) => hop.seq }],
  rest: [
    { name: 'agent', type: 'text', of: ({ hop }) => hop.agent },
    { name: 'team', type: 'text', of: ({ hop }) => hop.team },
    { name: 'bot', type: 'boolean', of: ({ hop }) => hop.bot },
    { name: 'start_us', type: 'bigint', of: ({ hop }) => hop.startUs },
    { name: 'end_us', type: 'bigint', of: ({ hop }) => hop.endUs },
    { name: 'wait_us', type: 'bigint', of: ({ hop }) => hop.waitUs },
    { name: 'agent_move', type: 'smallint', of: ({ hop }) => MOVES.indexOf(hop.agentMove) },
    { name: 'team_move', type: 'smallint', of: ({ hop }) => MOVES.indexOf(hop.teamMove) },
    { name: 'owned_us', type: 'bigint', of: ({ hop }) => hop.ownedUs },
    { name: 'by_kind', type: 'text', of: ({ hop }) => hop.byKind },
    { name: 'by_id', type: 'text', of: ({ hop }) => hop.byId },
    { name: 'reason', type: 'text', of: ({ hop }) => hop.reason },
  ],
};

const SUMMARIES: PutTarget<CaseSummary> = {
  table: 'recovery.case_summary',
  key: SUMMARY_KEY,
  rest: [{ name: 'summary', type: 'json', of: writeSummary }],
};

export async function readHeads(work: Work, streams: readonly Stream[]): Promise<ReadonlyMap<string, Head>> {
  const cases = streams.map(({ bucket, subject }) => ({ bucket, caseId: subject }));
  const { rows } = await sql<CaseHeadTable>`
    select found.bucket, found.case_id, found.customer, found.merged_into, found.inputs
    from ${lookUp('recovery.case_head', CASE_COLUMNS, cases)}`.execute(work);
  return new Map(
    rows.map(({ bucket, case_id, customer, merged_into, inputs }) => [
      case_id,
      { bucket, caseId: case_id, customer, mergedInto: merged_into, inputs },
    ]),
  );
}

/** Each row is locked, also where it stays as it is: two workers on one case write its rows one after the other. */
export async function writeHeads(work: Work, heads: readonly Head[]): Promise<void> {
  if (heads.length === 0) return;
  await sql`
    insert into recovery.case_head (bucket, case_id, customer, merged_into, inputs)
    select * from ${unnest(heads, [
      ...CASE_COLUMNS,
      { name: 'customer', type: 'text', of: (head) => head.customer },
      { name: 'merged_into', type: 'text', of: (head) => head.mergedInto },
      { name: 'inputs', type: 'bytea', of: (head) => head.inputs },
    ])}
    on conflict (bucket, case_id) do update
    set customer = excluded.customer, merged_into = excluded.merged_into, inputs = excluded.inputs
    where row(case_head.customer, case_head.merged_into, case_head.inputs)
      is distinct from row(excluded.customer, excluded.merged_into, excluded.inputs)`.execute(work);
}

export async function deleteHeads(work: Work, cases: readonly Pick<Head, 'bucket' | 'caseId'>[]): Promise<void> {
  if (cases.length === 0) return;
  await sql`
    delete from recovery.case_head h using ${unnest(cases, CASE_COLUMNS)}
    where h.bucket = rows.bucket and h.case_id = rows.case_id`.execute(work);
}

type CaseHops = Pick<Head, 'bucket' | 'caseId'> & { readonly hops: readonly Hop[] };

/** Takes away hops beyond those that there are: mostly none, which is known sooner here than by a join. */
async function deleteFoundHops(work: Work, cases: readonly CaseHops[]): Promise<void> {
  const kept = { name: 'kept', type: 'integer', of: ({ hops }: CaseHops) => hops.length };
  const { rows } = await sql<{ bucket: number; caseId: string; kept: number }>`
    select bucket, case_id as "caseId", kept from ${unnest(cases, [...CASE_COLUMNS, kept])}
    where exists (
      select from recovery.hop h where h.bucket = rows.bucket and h.case_id = rows.case_id and h.seq >= rows.kept offset 0
    )`.execute(work);
  for (const { bucket, caseId, kept } of rows) {
    await sql`
      delete from recovery.hop where bucket = ${bucket} and case_id = ${caseId} and seq >= ${kept}`.execute(work);
  }
}

/** Replaces the hops of cases; one that says the same already is left as it is. */
export async function writeHops(work: Work, cases: readonly CaseHops[]): Promise<void> {
  await deleteFoundHops(work, cases);
  await putRows(
    work,
    HOPS,
    cases.flatMap(({ bucket, caseId, hops }) => hops.map((hop) => ({ bucket, caseId, hop }))),
  );
}

export async function deleteSummaries(work: Work, cases: readonly OwnedCase[]): Promise<void> {
  if (cases.length === 0) return;
  await sql`
    delete from recovery.case_summary s using ${unnest(cases, SUMMARY_KEY)}
    where s.bucket = rows.bucket and s.customer = rows.customer and s.case_id = rows.case_id`.execute(work);
}

/** Puts summaries into their customers' buckets. */
export async function writeSummaries(work: Work, summaries: readonly CaseSummary[]): Promise<void> {
  await putRows(work, SUMMARIES, summaries);
}
