import { contentOf, withoutActor, withoutPersonal, type LoggedEvent } from '@finest-hour/events';
import { eventOfRow, type LogRow } from '../log/row.ts';
import type { Tombstones } from './tombstones.ts';

/** A row with what its event came down to. */
function rowWith(row: LogRow, event: LoggedEvent): LogRow {
  return {
    ...row,
    ...contentOf(event),
    extensions: Object.keys(event.extensions).length === 0 ? null : JSON.stringify(event.extensions),
  };
}

/**
 * Cases that are said to be of a person who was erased, and are not known as such: they are made known before anything else
 * is stored, so that what happens in them tells nothing of that person either.
 */
export function newlyErasedCases(rows: readonly LogRow[], tombstones: Tombstones): readonly string[] {
  if (!tombstones.any) return [];
  const openings = rows.filter(({ type, persons }) => {
    return type === 'case.opened' && persons.some((id) => tombstones.isErased('customer', id));
  });
  return [...new Set(openings.map(({ subject }) => subject))].filter((id) => !tombstones.isErased('case', id));
}

/**
 * What of some rows may be stored, in their order. null: it names a person who was erased. What happens in a case of such a
 * person is counted on, without anything that tells who they are; so what comes again is known again.
 */
export function screenRows(rows: readonly LogRow[], tombstones: Tombstones): readonly (LogRow | null)[] {
  if (!tombstones.any) return rows;
  return rows.map((row) => {
    if (row.persons.some((id) => tombstones.isErased('customer', id))) return null;
    if (row.family === 'case' && tombstones.isErased('case', row.subject)) {
      return rowWith(row, withoutPersonal(eventOfRow(row)));
    }
    if (row.actor !== null && tombstones.isErased('customer', row.actor)) {
      return rowWith(row, withoutActor(eventOfRow(row)));
    }
    return row;
  });
}
