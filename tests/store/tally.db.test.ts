import {
  coachingQuery,
  coverageByType,
  dayStartUs,
  CURVES,
  DEFAULT_BOOK_SETTINGS,
  isPeriod,
  playbookWindows,
  tallyBaseline,
  tallyEarly,
  tallyFacts,
  tallyOpenInPublic,
  tallyPlaybook,
  tallyQueries,
  tallyWentWith,
  type PlaybookTally,
  type Tallies,
  type Coverage,
  type TallyQuery,
} from '@finest-hour/metrics';
import { EVENT_TYPES } from '@finest-hour/events';
import { appendEvents, bucketOf, openDatabase, type Database } from '@finest-hour/store';
import {
  countBaseline,
  countOpenInPublic,
  countPlaybook,
  countWentWith,
  readCoverage,
  seenIn,
  tallyCases,
  tallyEarlySigns,
  writeCustomers,
  writeFacts,
} from '@finest-hour/store/recovery';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sumOfCases, sumOfFirstComplaints } from '../support/adding.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DAY_US } from '../support/events.ts';
import { Exercised } from '../support/exercised.ts';
import { foldAll, forgetAll } from '../support/recovery.ts';
import { ERAS, type Era } from './eras.ts';
import { companyOf, randomLog, randomPurchases, type Company } from './random-company.ts';
import { randomCompany } from './random-facts.ts';
import { questions, type Question } from './random-queries.ts';
import { noteAnswer, noteFacts, TO_EXERCISE } from './tally-exercised.ts';

/** Of each era two companies: one folded from a log, one of facts written as they are. */
const QUESTIONS_PER_COMPANY = 130;
/** Asked at once, each by a connection of its own. */
const AT_ONCE = 5;

let database: TestDatabase;
let ingest: Database;
let worker: Database;
let reader: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  worker = openDatabase(database.urls.worker);
  reader = openDatabase(database.urls.reader, { max: AT_ONCE });
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy(), reader?.destroy()]);
  await database?.drop();
});

/** Writes facts and records as the fold does, and nothing else. */
async function write({ facts, customers }: Company): Promise<void> {
  const bucketed = facts.map((one) => ({ bucket: bucketOf('customer', one.summary.customer), facts: one }));
  const records = [...customers].map(([customer, record]) => ({
    bucket: bucketOf('customer', customer),
    customer,
    record,
  }));
  await forgetAll(database.db);
  await worker.transaction().execute(async (work) => {
    await writeFacts(work, bucketed, DEFAULT_BOOK_SETTINGS);
    await writeCustomers(work, records);
  });
}

/** Cells in one order. */
function inOrder<Cell extends object>(cells: readonly Cell[]): readonly string[] {
  return cells
    .map((cell) => JSON.stringify(Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** Tallies in one order; whatever a tally has is compared. */
function plain(tallies: Tallies): unknown {
  return [...tallies]
    .map(([key, { cells, curves, ...more }]) => ({
      key,
      cells: inOrder(cells),
      curves: CURVES.map((curve) => [curve, inOrder(curves[curve])]),
      ...more,
    }))
    .toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
}

function plainPlaybook(tallies: ReadonlyMap<string | null, PlaybookTally>): unknown {
  return [...tallies]
    .map(([key, { durations, margins, surprises, coaching, ...more }]) => ({
      key,
      margins: inOrder(margins),
      surprises: { ...surprises, cells: inOrder(surprises.cells) },
      coaching: inOrder(coaching),
      durations: Object.entries(durations).map(([name, bins]) => [name, inOrder(bins)]),
      ...more,
    }))
    .toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
}

/** A company of an era as the database has it, with questions to ask of it. */
interface Asked {
  readonly company: Company;
  readonly told: Coverage;
  readonly questions: readonly Question[];
}

/** Of each era one company folded from a log, and one of facts that are written as they are. */
async function* companies(): AsyncIterable<Asked> {
  for (const [index, era] of ERAS.entries()) {
    const ask = (seed: number) => fc.sample(questions(era), { numRuns: QUESTIONS_PER_COMPANY, seed });
    const folded = await foldedCompany(index, era);
    yield { ...folded, questions: ask(index) };
    const written = randomCompany(index, era, folded.company, 200);
    await write(written);
    yield { company: written, told: folded.told, questions: ask(index + ERAS.length) };
  }
}

async function foldedCompany(seed: number, era: Era): Promise<Omit<Asked, 'questions'>> {
  const events = [...randomLog(seed, era), ...randomPurchases(seed, era)];
  await forgetAll(database.db);
  await appendEvents(ingest, events, 0);
  await foldAll(worker);
  const told = await readCoverage(reader);
  expect(told).toEqual(coverageByType(seenIn(events)));
  return { company: companyOf(events), told };
}

/** What the company tells, and of what it does not, as if other systems told it, from some days on and until some day. */
function coverageOfPlaybook({ query, asOfUs, coverage }: Question, told: Coverage): Coverage {
  const fromUs = dayStartUs(query.from, query.timeZone);
  const others = EVENT_TYPES.map(({ type }, i) => {
    const span = { fromUs: fromUs + ((i % 4) - 1) * 2 * DAY_US, toUs: asOfUs - ((i % 5) - 1) * 9 * DAY_US };
    return [type, span] as const;
  });
  return new Map([...others, ...(coverage === true ? told : coverage)]);
}

/** Two teams coached at some moment within the period, another after it, of which one is in no case; now and then nobody. */
function coachingOf({ query, cutUs }: Question, { fromUs, toUs, asOfUs }: TallyQuery) {
  const coached = [
    ['front', cutUs],
    ['repairs', fromUs],
    ['billing "{}\\"', toUs],
    ['nobody', cutUs],
  ] as const;
  const teams = new Map(coached.slice(0, query.filters.team === undefined ? 4 : 0));
  return coachingQuery(teams, { fromUs, toUs: Math.min(toUs, asOfUs) }, query.timeZone);
}

/** Asks database and reference, and compares all they say. */
async function ask(question: Question, { company, told }: Asked) {
  const { query, asOfUs, settings, coverage } = question;
  const asked = tallyQueries(query, asOfUs, settings, coverage === true ? told : coverage);
  const context = JSON.stringify(question);
  const baseline = await countBaseline(reader, asked.whole);
  expect(inOrder(baseline), context).toEqual(inOrder(tallyBaseline(company.customers.values(), asked.whole)));
  const tally = async (one: TallyQuery) => {
    const tallies = await tallyCases(reader, one);
    expect(plain(tallies), context).toEqual(plain(tallyFacts(company.facts, one)));
    return tallies;
  };
  const windows = playbookWindows(coverageOfPlaybook(question, told), asked.whole.maturesAfterUs, asOfUs);
  const coaching = coachingOf(question, asked.whole);
  const openInPublic = await countOpenInPublic(reader, query.filters);
  expect(openInPublic, context).toBe(tallyOpenInPublic(company.facts, query.filters));
  const playbooks = [];
  for (const one of [asked.whole, ...(asked.groups === null ? [] : [asked.groups])]) {
    const played = { ...one, windows, coaching };
    const playbook = await countPlaybook(reader, played);
    expect(plainPlaybook(playbook), context).toEqual(plainPlaybook(tallyPlaybook(company.facts, played)));
    playbooks.push(...playbook.values());
  }
  const wentWith = await countWentWith(reader, asked.whole);
  const reference = tallyWentWith(company.facts, asked.whole);
  expect(inOrder(wentWith.cells), context).toEqual(inOrder(reference.cells));
  expect(inOrder(wentWith.clusters), context).toEqual(inOrder(reference.clusters));
  const early = tallyEarly(company.facts, asked.early);
  expect(await tallyEarlySigns(reader, asked.early), context).toEqual(early);
  const whole = (await tally(asked.whole)).get(null);
  const groups = asked.groups && (await tally(asked.groups));
  const cutUs = Math.min(Math.max(question.cutUs, asked.whole.fromUs), asked.whole.toUs);
  if (groups === null && whole !== undefined) {
    const parts = [await tally({ ...asked.whole, toUs: cutUs }), await tally({ ...asked.whole, fromUs: cutUs })];
    expect(sumOfCases(parts.flatMap((part) => [...part.values()])), context).toEqual(sumOfCases([whole]));
  }
  return { question, query: asked.whole, whole, groups, baseline, early, playbooks, wentWith, openInPublic };
}

test('the database counts what the reference counts, and what is said to add does, whatever is asked of whatever facts', async () => {
  const exercised = new Exercised();
  let answered = 0;
  for await (const asked of companies()) {
    noteFacts(exercised, asked.company);
    for (let i = 0; i < asked.questions.length; i += AT_ONCE) {
      const answers = asked.questions.slice(i, i + AT_ONCE).map((question) => ask(question, asked));
      for (const answer of await Promise.all(answers)) {
        const { whole, groups, question } = answer;
        noteAnswer(exercised, answer);
        answered += 1;
        if (whole === undefined || groups === null) continue;
        expect(sumOfCases(groups.values())).toEqual(sumOfCases([whole]));
        if (question.query.by !== null && !isPeriod(question.query.by))
          expect(sumOfFirstComplaints(groups.values())).toEqual(sumOfFirstComplaints([whole]));
      }
    }
  }
  expect(answered).toBeGreaterThanOrEqual(1000);
  // Every breakdown, filter, zone, verdict, flag and curve; a run that no longer meets one proves nothing of it.
  expect(exercised.rarerThan(3, TO_EXERCISE)).toEqual([]);
}, 240_000);
