import { asCaseEvent, type CaseEvent } from '@finest-hour/events';
import {
  earliestOpening,
  mergeIndex,
  mergeJudgedUs,
  Persons,
  type BookSettings,
  type IsSamePerson,
} from '@finest-hour/metrics';
import type { Work } from '../database.ts';
import { readStreams, type Stream } from '../log/read.ts';
import { noteAcross } from './links-merges.ts';
import { readGroups } from './links.ts';
import { caseStream, readMerges, type EventsByCase } from './merges.ts';
import { tryFoldCase } from './try-fold.ts';

type Cases = ReadonlyMap<string, readonly CaseEvent[]>;

/** One that can't be folded hands nothing on, and must not hold up those into which it is merged. */
function foldable(events: EventsByCase, settings: BookSettings): Cases {
  const fine = [...events].filter(([, own]) => tryFoldCase(own, settings).ok);
  return new Map(fine.map(([caseId, own]) => [caseId, own.map(asCaseEvent)]));
}

/** For any of these cases, the events of those of them that are merged into it. */
export function mergedInAmong(
  events: EventsByCase,
  settings: BookSettings,
  isSamePerson: IsSamePerson,
): (caseId: string) => readonly CaseEvent[] {
  return mergeIndex(foldable(events, settings), settings, isSamePerson);
}

/** Whether customers are one person by the links known at a moment; asked only where several have to do with each other. */
async function readPersons(work: Work, customers: ReadonlySet<string>): Promise<IsSamePerson> {
  if (customers.size < 2) return (a, b) => a === b;
  const groups = new Set((await readGroups(work, [...customers])).values());
  const persons = new Persons([...groups].flatMap(({ statements }) => statements));
  return (a, b, atUs) => persons.areOneAt(a, b, atUs);
}

/** For any of the cases, the events of those merged into it; notes which merges need the link of two ids. */
export async function readMergedIn(
  work: Work,
  streams: readonly Stream[],
  events: EventsByCase,
  settings: BookSettings,
): Promise<(caseId: string) => readonly CaseEvent[]> {
  const merges = await readMerges(work, streams);
  if (merges.length === 0) return () => [];
  const involved = new Set(merges.flatMap(({ target, source }) => [target, source]));
  const missing = [...involved].filter((caseId) => !events.has(caseId)).map(caseStream);
  const all: EventsByCase = new Map([...events, ...(missing.length === 0 ? [] : await readStreams(work, missing))]);
  const cases = foldable(new Map([...involved].map((caseId) => [caseId, all.get(caseId) ?? []])), settings);
  const openings = new Map<string, { readonly customer: string; readonly openedUs: number }>();
  for (const [caseId, own] of cases) {
    const opening = earliestOpening(own);
    if (opening !== null) openings.set(caseId, { customer: opening.data.customer, openedUs: opening.timeUs });
  }
  const isSamePerson = await readPersons(work, new Set([...openings.values()].map(({ customer }) => customer)));
  const folding = new Set(streams.map(({ subject }) => subject));
  const direct = merges.filter(({ target }) => folding.has(target));
  await noteAcross(
    work,
    direct.map(({ target, source }) => {
      const [own, other] = [openings.get(target), openings.get(source)];
      if (own === undefined || other === undefined || own.customer === other.customer)
        return { target, source, across: false };
      const judgedUs = mergeJudgedUs(own.openedUs, other.openedUs, settings);
      return { target, source, across: isSamePerson(own.customer, other.customer, judgedUs) };
    }),
  );
  return mergeIndex(cases, settings, isSamePerson);
}
