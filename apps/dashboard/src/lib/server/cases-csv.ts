import type { CaseListItem, CasePage } from '@finest-hour/metrics';
import { csv, type CsvCell } from './csv.ts';

const COLUMNS: readonly (readonly [name: string, of: (item: CaseListItem) => CsvCell])[] = [
  ['id', ({ id }) => id],
  ['openedAt', ({ openedAt }) => openedAt],
  ['channel', ({ channel }) => channel],
  ['cause', ({ cause }) => cause],
  ['severity', ({ severity }) => severity],
  ['product', ({ product }) => product],
  ['team', ({ team }) => team],
  ['state', ({ state }) => state],
  ['holder.agent', ({ holder }) => holder.agent],
  ['holder.team', ({ holder }) => holder.team],
  ['verdict', ({ verdict }) => verdict],
  ['maturesAt', ({ maturesAt }) => maturesAt],
  ['handOffs', ({ handOffs }) => handOffs],
  ['teamHandOffs', ({ teamHandOffs }) => teamHandOffs],
  ['url', ({ url }) => url],
];

/** A page of the case list as a table; names are those of the JSON. */
export function casesCsv({ cases }: CasePage): string {
  return csv(
    COLUMNS.map(([name]) => name),
    cases.map((item) => COLUMNS.map(([, of]) => of(item))),
  );
}
