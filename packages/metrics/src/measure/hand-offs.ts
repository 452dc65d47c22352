import { meanOfCounts, type Curve } from '@finest-hour/statistics';
import type { HandOffLevel, HandOffs } from '../report/report.ts';
import type { Flag } from '../tally/codes.ts';
import type { CellSum, TallyCell } from '../tally/tally.ts';
import { spread } from './durations.ts';
import { countCases, proportion, share, type Cohort } from './proportion.ts';

interface LevelFields {
  readonly handOffs: 'agentHandOffs' | 'teamHandOffs';
  readonly returns: 'agentReturns' | 'teamReturns';
  readonly neverPassedOn: Flag;
  readonly pingPongDirect: Flag;
  readonly pingPongAny: Flag;
}

const AGENTS: LevelFields = {
  handOffs: 'agentHandOffs',
  returns: 'agentReturns',
  neverPassedOn: 'agentNeverPassedOn',
  pingPongDirect: 'agentPingPongDirect',
  pingPongAny: 'agentPingPongAny',
};

const TEAMS: LevelFields = {
  handOffs: 'teamHandOffs',
  returns: 'teamReturns',
  neverPassedOn: 'teamNeverPassedOn',
  pingPongDirect: 'teamPingPongDirect',
  pingPongAny: 'teamPingPongAny',
};

function measureLevel(cohort: Cohort, fields: LevelFields): HandOffLevel {
  const { cells } = cohort;
  const count = (cell: TallyCell) => cell[fields.handOffs];
  const mean = meanOfCounts(cells.map((cell) => [count(cell), cell.cases] as const));
  const casesWith = (where: (handOffs: number) => boolean) => countCases(cells, (cell) => where(count(cell)));
  return {
    total: cells.reduce((total, cell) => total + count(cell) * cell.cases, 0),
    mean: mean?.value ?? null,
    low: mean?.low ?? null,
    high: mean === null || mean.high === Infinity ? null : mean.high,
    n: mean?.n ?? 0,
    distribution: {
      '0': casesWith((handOffs) => handOffs === 0),
      '1': casesWith((handOffs) => handOffs === 1),
      '2': casesWith((handOffs) => handOffs === 2),
      '3+': casesWith((handOffs) => handOffs >= 3),
    },
    neverPassedOn: share(cohort, fields.neverPassedOn),
    pingPong: { direct: proportion(cohort, fields.pingPongDirect), any: proportion(cohort, fields.pingPongAny) },
    returnsToQueue: cells.reduce((total, cell) => total + cell[fields.returns], 0),
  };
}

/** Hand-offs of matured cases between people, and beside them between teams, and what is told apart from them. */
export function measureHandOffs(cohort: Cohort, unheld: Curve): HandOffs {
  const sum = (name: CellSum) => cohort.cells.reduce((total, cell) => total + cell[name], 0);
  return {
    ...measureLevel(cohort, AGENTS),
    teams: measureLevel(cohort, TEAMS),
    apart: {
      escalationsFromBot: sum('escalations'),
      triages: sum('triages'),
      bulk: sum('bulkMoves'),
      shifts: sum('shiftMoves'),
      corrections: sum('correctionMoves'),
    },
    unheld: { ...spread(unheld), any: share(cohort, 'everUnheld') },
  };
}
