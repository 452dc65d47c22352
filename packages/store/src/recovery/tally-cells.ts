import { CELL_SUMS, type CellSum, type TallyCell, type TallyQuery } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { ASSIGNED_NOT_OWNED } from './fact-filter.ts';
import type { CountSet, Key, SetRow } from './tally-sets.ts';

/** The columns behind what is summed over the cases of a cell. */
const SUMMED: Readonly<Record<CellSum, string>> = {
  agentReturns: 'agent_returns',
  teamReturns: 'team_returns',
  escalations: 'escalations_from_bot',
  triages: 'triages',
  bulkMoves: 'bulk_moves',
  shiftMoves: 'shift_moves',
  correctionMoves: 'correction_moves',
};

/** What tells the cell of a case, and what is summed over it: so small numbers that there are few together. */
export function cellSet({ maturedUntilUs }: TallyQuery): CountSet {
  return [
    sql`(opened_us <= ${maturedUntilUs}::bigint)::integer`,
    ...['verdict', 'agent_hand_offs', 'team_hand_offs'].map((name) => sql.ref(name)),
    sql`${ASSIGNED_NOT_OWNED}::integer`,
    ...CELL_SUMS.map((name) => sql.ref(SUMMED[name])),
  ];
}

type Cell = { -readonly [Name in keyof TallyCell]: TallyCell[Name] };

/** Cells by group, from the rows of `cellSet`. */
export function cellsOf(rows: readonly SetRow[]): ReadonlyMap<Key, readonly TallyCell[]> {
  const groups = new Map<Key, Map<string, Cell>>();
  for (const { key, values, count } of rows) {
    const [matured, verdict, agentHandOffs, teamHandOffs, waiting, ...moves] = values.map((value) => value ?? 0);
    const cells = groups.get(key) ?? new Map<string, Cell>();
    groups.set(key, cells);
    const same = [matured, verdict, agentHandOffs, teamHandOffs].join();
    const cell = cells.get(same) ?? emptyCell({ matured, verdict, agentHandOffs, teamHandOffs });
    cells.set(same, cell);
    cell.cases += count;
    cell.assignedNotOwned += (waiting ?? 0) * count;
    CELL_SUMS.forEach((name, index) => (cell[name] += (moves[index] ?? 0) * count));
  }
  return new Map([...groups].map(([key, cells]) => [key, [...cells.values()]]));
}

function emptyCell(
  same: Readonly<Record<'matured' | 'verdict' | 'agentHandOffs' | 'teamHandOffs', number | undefined>>,
): Cell {
  const sums = Object.fromEntries(CELL_SUMS.map((name) => [name, 0])) as Record<CellSum, number>;
  const { matured, verdict = 0, agentHandOffs = 0, teamHandOffs = 0 } = same;
  return { matured: matured === 1, verdict, agentHandOffs, teamHandOffs, cases: 0, assignedNotOwned: 0, ...sums };
}
