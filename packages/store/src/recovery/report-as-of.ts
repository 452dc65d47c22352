import type { CaseEvent, LoggedEvent } from '@finest-hour/events';
import {
  NO_PLAYBOOK,
  assembleReport,
  Persons,
  coverageByType,
  periodTallies,
  tallyBaseline,
  tallyEarly,
  tallyFacts,
  tallyOpenInPublic,
  tallyPlaybook,
  tallyWentWith,
  tallyQueries,
  type BookSettings,
  type CaseFacts,
  type CaseSummary,
  type CustomerRecord,
  type Report,
  type ReportQuery,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import { readBookSettings } from './settings.ts';
import { BUCKETS } from '../bucket.ts';
import type { Database, Work } from '../database.ts';
import { EVENT_COLUMNS, eventOf, type EventRow } from '../log/read.ts';
import { inSnapshot } from '../snapshot.ts';
import { readCoachedTeams } from './coaching.ts';
import { seenIn, type SeenType } from './coverage.ts';
import { foldCustomersInMemory } from './fold-in-memory.ts';
import { linksIn } from './links.ts';
import { mergedInAmong } from './merged-in.ts';
import { tryFoldCase } from './try-fold.ts';

type Family = 'case' | 'customer';

async function readEvents(work: Work, bucket: number, asOfUs: number): Promise<readonly LoggedEvent[]> {
  const { rows } = await sql<EventRow>`
    select ${EVENT_COLUMNS} from log.event e
    where e.bucket = ${bucket} and e.family in ('case', 'customer') and e.time_us <= ${asOfUs}::bigint`.execute(work);
  return rows.map(eventOf);
}

/** Cases that are merged or merged into, whose events are needed at once. */
async function readMergedCases(work: Work, asOfUs: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ subject: string; target: string }>`
    select subject, data->>'into' as target from log.event
    where type = 'case.merged' and time_us <= ${asOfUs}::bigint`.execute(work);
  return new Set(rows.flatMap(({ subject, target }) => [subject, target]));
}

/** What the log held: summaries of cases, events of customers, and since when and until when each type arrived. */
class Past {
  readonly #together: ReadonlySet<string>;
  readonly #waiting = new Map<string, readonly LoggedEvent[]>();
  readonly summaries: CaseSummary[] = [];
  readonly customerEvents = new Map<string, readonly LoggedEvent[]>();
  readonly seen: SeenType[] = [];
  withoutOpening = 0;
  parked = 0;

  /** `together`: cases that are folded last, when the events of all of them are known. */
  constructor(together: ReadonlySet<string>) {
    this.#together = together;
  }

  #foldCase(own: readonly LoggedEvent[], settings: BookSettings, mergedIn: readonly CaseEvent[]): void {
    const tried = tryFoldCase(own, settings, mergedIn);
    if (!tried.ok) this.parked += 1;
    else if (tried.value === null) this.withoutOpening += 1;
    else this.summaries.push(tried.value.summary);
  }

  take(events: readonly LoggedEvent[], settings: BookSettings): void {
    this.seen.push(...seenIn(events));
    const ofFamily = (family: Family) =>
      Map.groupBy(
        events.filter((event) => event.family === family),
        ({ subject }) => subject,
      );
    for (const [caseId, own] of ofFamily('case')) {
      if (this.#together.has(caseId)) this.#waiting.set(caseId, own);
      else this.#foldCase(own, settings, []);
    }
    for (const [customer, own] of ofFamily('customer')) {
      this.customerEvents.set(customer, own);
    }
  }

  fold(settings: BookSettings): { readonly facts: readonly CaseFacts[]; readonly records: readonly CustomerRecord[] } {
    const statements = [...this.customerEvents].flatMap(([customer, own]) => linksIn(customer, own));
    const persons = new Persons(statements);
    const mergedInto = mergedInAmong(this.#waiting, settings, (a, b, atUs) => persons.areOneAt(a, b, atUs));
    for (const [caseId, own] of this.#waiting) this.#foldCase(own, settings, mergedInto(caseId));
    const { facts, records, parked } = foldCustomersInMemory(this.summaries, this.customerEvents, statements, settings);
    this.parked += parked;
    return { facts, records };
  }
}

/**
 * The report as the events up to an earlier moment give it: a slow path that folds the log in memory.
 * It takes an event by when it happened, so what arrived late is in it; what was *known* then is not reproduced.
 */
export async function readReportAsOf(db: Database, query: ReportQuery, asOfUs: number): Promise<Report> {
  return inSnapshot(db, async (work) => {
    const settings = await readBookSettings(work);
    const past = new Past(await readMergedCases(work, asOfUs));
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) past.take(await readEvents(work, bucket, asOfUs), settings);
    const { facts, records } = past.fold(settings);
    const coverage = coverageByType(past.seen);
    const coached = await readCoachedTeams(work, asOfUs);
    const { whole, groups, early, before, playbook } = tallyQueries(query, asOfUs, settings, coverage, coached);
    const tallies = {
      whole: tallyFacts(facts, whole),
      groups: groups === null ? null : tallyFacts(facts, groups),
      baseline: tallyBaseline(records, whole),
      early: tallyEarly(facts, early),
      playbook: tallyPlaybook(facts, playbook).get(null) ?? NO_PLAYBOOK,
      wentWith: tallyWentWith(facts, whole),
      openInPublic: tallyOpenInPublic(facts, query.filters),
      compared: before && periodTallies(tallyFacts(facts, before.whole), tallyFacts(facts, before.groups)),
    };
    const { withoutOpening, parked } = past;
    return assembleReport({ query, asOfUs, settings, coverage, coached, leftOut: { withoutOpening, parked } }, tallies);
  });
}
