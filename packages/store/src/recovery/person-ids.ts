import { Persons } from '@finest-hour/metrics';
import type { Work } from '../database.ts';
import { readStreams } from '../log/read.ts';
import { customerStream, readGroups, readStatements } from './links.ts';

/** Ids of one person, and all ids of which anything was ever said to any of theirs. */
export interface PersonIds {
  /** Sorted; the one that was asked for is among them. */
  readonly ids: readonly string[];
  /** Their group: rows of theirs stand under, or speak of, these. */
  readonly group: readonly string[];
}

/**
 * The ids that are one person with this one by the links that stand now: as they are folded, and as their own streams tell
 * what is not folded yet.
 */
export async function readPersonIds(work: Work, customer: string): Promise<PersonIds> {
  for (let group: readonly string[] = [customer]; ;) {
    const groups = new Set((await readGroups(work, group)).values());
    const streams = group.map(customerStream);
    const own = await readStatements(work, streams, await readStreams(work, streams));
    const statements = [...[...groups].flatMap((one) => one.statements), ...own];
    const members = [...groups].flatMap((one) => one.members);
    const all = [...new Set([...group, ...members, ...own.map(({ other }) => other)])].sort();
    if (all.length > group.length) {
      group = all;
      continue;
    }
    const persons = new Persons(statements);
    const person = persons.now(customer);
    return { ids: all.filter((id) => persons.now(id) === person), group: all };
  }
}
