import { formatTimeUs } from '@finest-hour/events';
import {
  CASE_STATES,
  VERDICTS,
  maturesAfterUs,
  type BookSettings,
  type CaseListItem,
  type CasePage,
  type CaseState,
  type Filters,
  type Verdict,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import type { Database } from '../database.ts';
import type { CaseFactTable } from '../schema.ts';
import { whereFacts } from './fact-filter.ts';

/** Which cases to list, the latest opened first. Instants in microseconds since 1970. */
export interface CaseQuery {
  readonly fromUs: number;
  readonly toUs: number;
  readonly filters: Filters;
  readonly states: readonly CaseState[];
  /** Of matured cases; `pending` lists those without a verdict. */
  readonly verdicts: readonly (Verdict | 'pending')[];
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

function writeCursor(row: FactRow): string {
  return Buffer.from(JSON.stringify([row.opened_us, row.case_id])).toString('base64url');
}

function readCursor(cursor: string): readonly [openedUs: number, caseId: string] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [openedUs, caseId]: readonly unknown[] = Array.isArray(value) ? value : [];
    if (Number.isSafeInteger(openedUs) && typeof caseId === 'string' && !caseId.includes('\0'))
      return [openedUs as number, caseId];
  } catch {
    // Told below, like any other text that is no cursor.
  }
  throw new BadCursorError(cursor);
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

/** A page of cases. Throws BadCursorError. */
export async function listCases(db: Database, query: CaseQuery, asOfUs: number): Promise<CasePage> {
  const settings = await readBookSettings(db);
  const maturedUntilUs = asOfUs - maturesAfterUs(settings);
  const conditions = [whereFacts(query)];
  if (query.states.length > 0)
    conditions.push(sql<boolean>`state = any(${query.states.map((state) => CASE_STATES.indexOf(state))}::smallint[])`);
  if (query.verdicts.length > 0) {
    const codes = query.verdicts.flatMap((verdict) => (verdict === 'pending' ? [] : VERDICTS.indexOf(verdict)));
    const matured = sql`opened_us <= ${maturedUntilUs}::bigint`;
    const withVerdict = sql`(${matured} and verdict = any(${codes}::smallint[]))`;
    conditions.push(
      query.verdicts.includes('pending')
        ? sql<boolean>`(${withVerdict} or not ${matured})`
        : sql<boolean>`${withVerdict}`,
    );
  }
  if (query.after !== null) {
    const [openedUs, caseId] = readCursor(query.after);
    conditions.push(sql<boolean>`(opened_us, case_id) < (${openedUs}::bigint, ${caseId})`);
  }
  const { rows } = await sql<FactRow>`
    select ${FACT_COLUMNS} from recovery.case_fact where ${sql.join(conditions, sql` and `)}
    order by opened_us desc, case_id desc limit ${query.limit + 1}`.execute(db);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    cases: page.map((row) => itemOf(row, settings, asOfUs)),
    next: rows.length > query.limit && last !== undefined ? writeCursor(last) : null,
  };
}
