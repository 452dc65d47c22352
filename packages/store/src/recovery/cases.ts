import { formatTimeUs } from '@finest-hour/events';
import {
  CASE_STATES,
  EXCLUDED_CODES,
  VERDICTS,
  maturesAfterUs,
  type BookSettings,
  type CaseListItem,
  type CasePage,
  type CaseState,
  type Filters,
  type Verdict,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import type { CaseFactTable } from '../schema.ts';
import { inSnapshot } from '../snapshot.ts';
import { ASSIGNED_NOT_OWNED, whereFacts } from './fact-filter.ts';
import { readCoverage } from './coverage.ts';
import { hasShare, type ShareAsked } from './has-share.ts';
import { readBookSettings } from './settings.ts';

/** Orders of a list: the latest opened first, or the most often passed on, at either level, first. */
export const CASE_ORDERS = ['opened', 'passed-on'] as const;
export type CaseOrder = (typeof CASE_ORDERS)[number];

/**
 * How the wait for an owner stands, of cases that count: it lasts, it lasts though somebody or a queue holds the case,
 * somebody owned it, it ended unowned.
 */
export const OWNER_STATES = ['waiting', 'assigned', 'owned', 'never'] as const;
export type OwnerState = (typeof OWNER_STATES)[number];

const IS_OWNER_STATE: Readonly<Record<OwnerState, RawBuilder<boolean>>> = {
  waiting: sql<boolean>`own_cause = 0`,
  assigned: ASSIGNED_NOT_OWNED,
  owned: sql<boolean>`own_cause = 1`,
  never: sql<boolean>`own_cause = 2`,
};

/** Which cases to list. Instants in microseconds since 1970. */
export interface CaseQuery {
  readonly fromUs: number;
  readonly toUs: number;
  readonly filters: Filters;
  readonly states: readonly CaseState[];
  /** Of matured cases; `pending` lists those without a verdict, `merged` and `illegitimate` those left out at any age. */
  readonly verdicts: readonly (Verdict | 'pending')[];
  /** Cases that are left out of all figures wait for nobody. */
  readonly owners: readonly OwnerState[];
  /** Cases behind shares of the playbook: matured ones that count, in which it could be seen. */
  readonly shares: readonly ShareAsked[];
  readonly order: CaseOrder;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after: string | null;
}

export type FactRow = Omit<CaseFactTable, 'teams' | 'book'>;

/** A cursor that was not made by `next`. */
export class BadCursorError extends Error {
  override readonly name = 'BadCursorError';

  constructor(cursor: string) {
    super(`not a cursor of this list: ${cursor}`);
  }
}

/** What a list is sorted by, descending; the id last, so that no two cases are equal. */
const SORTED_BY = {
  opened: sql.raw('opened_us, case_id'),
  'passed-on': sql.raw('greatest(agent_hand_offs, team_hand_offs), opened_us, case_id'),
} as const;
const DESCENDING = {
  opened: sql.raw('opened_us desc, case_id desc'),
  'passed-on': sql.raw('greatest(agent_hand_offs, team_hand_offs) desc, opened_us desc, case_id desc'),
} as const;

function writeCursor(row: FactRow, order: CaseOrder): string {
  const place = [row.opened_us, row.case_id];
  const passedOn = Math.max(row.agent_hand_offs, row.team_hand_offs);
  return Buffer.from(JSON.stringify(order === 'opened' ? place : [passedOn, ...place])).toString('base64url');
}

/** The values of SORTED_BY after which a page begins. */
function readCursor(cursor: string, order: CaseOrder): readonly (number | string)[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value) && value.length === (order === 'opened' ? 2 : 3)) {
      const id: unknown = value.at(-1);
      const numbers: unknown[] = value.slice(0, -1);
      if (typeof id === 'string' && !id.includes('\0') && numbers.every((one) => Number.isSafeInteger(one)))
        return [...(numbers as number[]), id];
    }
  } catch {
    // Told below, like any other text that is no cursor.
  }
  throw new BadCursorError(cursor);
}

function isBeyond(cursor: string, order: CaseOrder): RawBuilder<boolean> {
  const place = readCursor(cursor, order).map((value) =>
    typeof value === 'string' ? sql`${value}` : sql`${value}::bigint`,
  );
  return sql<boolean>`(${SORTED_BY[order]}) < (${sql.join(place)})`;
}

export function itemOf(row: FactRow, settings: BookSettings, asOfUs: number): CaseListItem {
  const maturesUs = row.opened_us + maturesAfterUs(settings);
  return {
    id: row.case_id,
    openedAt: formatTimeUs(row.opened_us),
    channel: row.channel,
    cause: row.cause,
    severity: row.severity,
    product: row.product,
    team: row.team,
    state: CASE_STATES[row.state] as CaseState,
    holder: { agent: row.holder_agent, team: row.holder_team },
    verdict: maturesUs <= asOfUs ? (VERDICTS[row.verdict] as Verdict) : null,
    maturesAt: formatTimeUs(maturesUs),
    handOffs: row.agent_hand_offs,
    teamHandOffs: row.team_hand_offs,
    url: row.url,
  };
}

export const FACT_COLUMNS = sql.raw(`
  bucket, customer, case_id, opened_us, channel, cause, product, severity, region, fault, team, resolving_team, verdict,
  flags, agent_hand_offs, team_hand_offs, agent_returns, team_returns, escalations_from_bot, unheld_us, resolved_us,
  owned_us, previous_us, shared_customer, state, holder_agent, holder_team, last_event_us, url`);

function hasVerdict(verdicts: CaseQuery['verdicts'], maturedUntilUs: number): RawBuilder<boolean> {
  const codes = verdicts.flatMap((verdict) => (verdict === 'pending' ? [] : VERDICTS.indexOf(verdict)));
  const leftOut = sql`verdict = any(${[...EXCLUDED_CODES]}::smallint[])`;
  const matured = sql`opened_us <= ${maturedUntilUs}::bigint`;
  const told = sql`((${matured} or ${leftOut}) and verdict = any(${codes}::smallint[]))`;
  return verdicts.includes('pending')
    ? sql<boolean>`(${told} or not (${matured} or ${leftOut}))`
    : sql<boolean>`${told}`;
}

/** All of matured cases that count. */
const COUNTED_VERDICTS = VERDICTS.filter((_, code) => !EXCLUDED_CODES.includes(code));

function hasOwner(owners: readonly OwnerState[]): RawBuilder<boolean> {
  const any = sql.join(
    owners.map((owner) => IS_OWNER_STATE[owner]),
    sql` or `,
  );
  return sql<boolean>`((${any})
    and not verdict = any(${[...EXCLUDED_CODES]}::smallint[]))`;
}

/** A page of cases and one beyond, and how many there are on all pages. */
export async function readRows(
  work: Work,
  query: CaseQuery,
  settings: BookSettings,
  asOfUs: number,
): Promise<{ readonly rows: readonly FactRow[]; readonly total: number }> {
  const conditions = [whereFacts(query)];
  if (query.states.length > 0)
    conditions.push(sql<boolean>`state = any(${query.states.map((state) => CASE_STATES.indexOf(state))}::smallint[])`);
  if (query.verdicts.length > 0) conditions.push(hasVerdict(query.verdicts, asOfUs - maturesAfterUs(settings)));
  if (query.owners.length > 0) conditions.push(hasOwner(query.owners));
  if (query.shares.length > 0) {
    const coverage = await readCoverage(work);
    conditions.push(
      hasVerdict(COUNTED_VERDICTS, asOfUs - maturesAfterUs(settings)),
      ...query.shares.map((share) => hasShare(share, coverage, settings, asOfUs)),
    );
  }
  const all = sql`${sql.join(conditions, sql` and `)}`;
  const here = query.after === null ? all : sql`${all} and ${isBeyond(query.after, query.order)}`;
  const { rows } = await sql<FactRow>`
    select ${FACT_COLUMNS} from recovery.case_fact where ${here}
    order by ${DESCENDING[query.order]} limit ${query.limit + 1}`.execute(work);
  const counted = await sql<{ total: number }>`
    select count(*) as total from recovery.case_fact where ${all}`.execute(work);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

/** A page of cases, and how many there are on all pages. Throws BadCursorError. */
export async function listCases(db: Database, query: CaseQuery, asOfUs: number): Promise<CasePage> {
  return inSnapshot(db, async (work) => {
    const settings = await readBookSettings(work);
    const { rows, total } = await readRows(work, query, settings, asOfUs);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      cases: page.map((row) => itemOf(row, settings, asOfUs)),
      total,
      next: rows.length > query.limit && last !== undefined ? writeCursor(last, query.order) : null,
    };
  });
}
