import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { storableProblem, type RejectedProblem } from '../log/rejected.ts';
import { textsIn } from './quoted-texts.ts';
import { erasedProblem } from './refusal.ts';

export interface RejectedTrace {
  readonly id: string;
  readonly received_us: number;
  readonly source: string | null;
  readonly event_id: string | null;
  readonly payload: string;
  readonly corrected: string | null;
  readonly problem: RejectedProblem;
}

const PAGE = 500;

function tellsOf({ source, event_id, payload, corrected, problem }: RejectedTrace, ids: ReadonlySet<string>): boolean {
  const told = [payload, corrected ?? '', problem.detail].some((text) =>
    [...textsIn(text)].some((one) => ids.has(one)),
  );
  return told || ids.has(source ?? '') || ids.has(event_id ?? '');
}

/**
 * Refused events in which one of these ids stands, as a text of its own, wherever: what was refused may have it anywhere.
 * Those that escape characters are read, since an id may be written in many ways.
 */
export async function readRejectedTraces(
  db: Database | Work,
  idList: readonly string[],
): Promise<readonly RejectedTrace[]> {
  const ids = new Set(idList);
  const needles = [...new Set(idList.flatMap((id) => [id, JSON.stringify(id).slice(1, -1)]))];
  const found: RejectedTrace[] = [];
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await sql<RejectedTrace>`
      select id, received_us, source, event_id, payload, corrected, problem from log.rejected_event
      where id > ${after}::uuid and exists (
        select from unnest(${needles}::text[]) id
        where strpos(concat_ws(' ', source, event_id, payload, corrected, problem::text), id) > 0
           or strpos(concat(payload, corrected), '\\u') > 0)
      order by id limit ${PAGE}`.execute(db);
    found.push(...rows.filter((row) => tellsOf(row, ids)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return found;
    after = last.id;
  }
}

/** Of these nothing stays but that they came, when, and by which key. */
export async function emptyRejected(work: Work, traces: readonly RejectedTrace[]): Promise<void> {
  if (traces.length === 0) return;
  await sql`
    update log.rejected_event r
    set source = null, event_id = null, payload = '', corrected = null, truncated = true,
        problem = ${storableProblem(erasedProblem())}::json
    from ${unnest(traces, [{ name: 'id', type: 'uuid', of: ({ id }) => id }])} where r.id = rows.id`.execute(work);
}
