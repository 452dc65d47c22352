import {
  bookBins,
  CLUSTER_PLANS,
  CURVES,
  DEFAULT_BOOK_SETTINGS,
  FLAGS,
  hasFlag,
  MAX_COUNT,
  packFacts,
  PERIODS,
  PLAYBOOK_DURATIONS,
  PLAYBOOK_SHARES,
  RATIOS,
  SEEN_NAMES,
  VERDICTS,
  type ClusterTally,
  type CurveCell,
  type EarlyTallies,
  type PlaybookTally,
  type Tallies,
  type Tally,
  type TallyQuery,
  WEEK_OUTCOMES,
  type WentWithTally,
} from '@finest-hour/metrics';
import type { Exercised } from '../support/exercised.ts';
import { ERAS } from './eras.ts';
import type { Company } from './random-company.ts';
import { DIMENSION_NAMES, type Question } from './random-queries.ts';

interface Answer {
  readonly question: Question;
  readonly query: TallyQuery;
  readonly whole: Tally | undefined;
  readonly groups: Tallies | null;
  readonly baseline: readonly CurveCell[];
  readonly early: EarlyTallies;
  readonly playbooks: readonly PlaybookTally[];
  readonly wentWith: WentWithTally;
  readonly openInPublic: number;
}

/** What of all that can be asked and counted an answer has in it; what it lacks proves nothing of that. */
export function noteAnswer(
  exercised: Exercised,
  { question, query, whole, groups, baseline, early, playbooks, wentWith, openInPublic }: Answer,
): void {
  const { by, filters, timeZone } = question.query;
  exercised.note('nothing to count', whole === undefined);
  if (whole === undefined) return;
  exercised.note(`zone ${timeZone}`);
  exercised.note(`by ${by}`, by === null || (groups?.size ?? 0) > 1);
  exercised.note(`by ${by}, not known`, groups?.has(null));
  for (const [name, values = []] of Object.entries(filters)) {
    exercised.note(`only ${name}`, !values.includes(''));
    exercised.note(`only ${name}, not known`, values.length === 1 && values[0] === '');
  }
  exercised.note('two filters', Object.keys(filters).length === 2);
  const { valueCoverage: coverage, asOfUs } = query;
  exercised.note('purchases never told', coverage === null);
  exercised.note('purchases told until now', coverage !== null && coverage.toUs >= asOfUs);
  exercised.note('purchases told until some day', coverage !== null && coverage.toUs < asOfUs);
  for (const [name, feed] of Object.entries(query.seen)) exercised.note(`${name} never`, feed === null);
  exercised.note('early signs of a week', early.last.cases > 0 && early.usual.cases > 0);
  noteClusters(exercised, early.usual);
  for (const { cause } of baseline) exercised.note(`baseline by cause ${cause}`);
  noteTally(exercised, whole, query);
  exercised.note('open in public', openInPublic > 0);
  for (const playbook of playbooks) notePlaybook(exercised, playbook);
  for (const { outcome, handOffs, cases, successes } of wentWith.cells)
    exercised.note(`${outcome} after ${handOffs} hand-offs`, cases > 0 && successes > 0);
  for (const { outcome, clusters, sizes2 } of wentWith.clusters)
    exercised.note(`${outcome} of customers with several`, sizes2 > clusters);
}

function notePlaybook(
  exercised: Exercised,
  { shares, ratios, durations, margins, surprises, coaching }: PlaybookTally,
): void {
  for (const [name, { cases, successes }] of Object.entries(shares))
    exercised.note(`playbook ${name}`, successes > 0 && successes < cases);
  for (const [name, { successes, cases, clusters }] of Object.entries(ratios))
    exercised.note(`playbook ${name} of several`, successes > 0 && successes < cases && clusters < cases);
  for (const [name, bins] of Object.entries(durations)) exercised.note(`playbook ${name} in time`, bins.length > 1);
  const signs = new Set(margins.map(({ margin }) => Math.sign(margin)));
  exercised.note('playbook promises before, at and after their time', signs.size === 3);
  exercised.note('playbook surprises', surprises.cells.length > 2 && surprises.notCovered > 0);
  const told = coaching.filter((cell) => cell.told > cell.settled && cell.settled > 0);
  exercised.note('playbook coached and not', new Set(told.map(({ coached }) => coached)).size === 2);
}

/** Facts with and without every flag. */
export function noteFacts(exercised: Exercised, { facts }: Company): void {
  for (const fact of facts) {
    const { flags } = packFacts(fact, bookBins(DEFAULT_BOOK_SETTINGS));
    for (const flag of FLAGS) exercised.note(hasFlag(flags, flag) ? flag : `not ${flag}`);
  }
}

/** Shares that are neither none nor all. */
function noteClusters(exercised: Exercised, { cases: all, flags, conditionals }: ClusterTally): void {
  for (const name of SEEN_NAMES)
    exercised.note(`${name} in some cases`, flags[name].successes > 0 && flags[name].successes < all);
  for (const [name, { successes, cases }] of Object.entries(conditionals))
    exercised.note(`some ${name}`, successes > 0 && successes < cases);
}

function noteTally(exercised: Exercised, { cells, clusters, curves, customers }: Tally, { bins }: TallyQuery): void {
  for (const cell of cells) {
    exercised.note(`verdict ${VERDICTS[cell.verdict] ?? cell.verdict}`);
    exercised.note(cell.matured ? 'matured' : 'pending');
    exercised.note('more hand-offs than are counted', cell.agentHandOffs === MAX_COUNT);
    exercised.note('a sum of returns beyond a smallint', cell.agentReturns > MAX_COUNT);
  }
  exercised.note('customers with several cases', clusters.sizes2 > clusters.clusters);
  noteClusters(exercised, clusters);
  for (const name of CURVES) {
    for (const { bin, cause } of curves[name]) {
      exercised.note(`${name} by cause ${cause}`);
      exercised.note('the first bin', bin === 0);
      exercised.note('the open bin', bin === bins.count - 1);
    }
  }
  exercised.note('customers matched', customers.matched > 0);
  exercised.note('customers not covered', customers.notCovered > 0);
}

/** What a run must have come across. */
export const TO_EXERCISE: readonly string[] = [
  ...ERAS.flatMap(({ zones }) => zones.map((zone) => `zone ${zone}`)),
  ...['null', ...PERIODS, ...DIMENSION_NAMES].map((by) => `by ${by}`),
  ...DIMENSION_NAMES.map((name) => `only ${name}`),
  // Every case has a channel.
  ...DIMENSION_NAMES.filter((name) => name !== 'channel').flatMap((name) => [
    `by ${name}, not known`,
    `only ${name}, not known`,
  ]),
  ...['two filters', 'nothing to count', 'matured', 'pending', 'customers with several cases'],
  ...['purchases never told', 'purchases told until now', 'purchases told until some day'],
  ...['customers matched', 'customers not covered', 'the first bin', 'the open bin'],
  ...['more hand-offs than are counted', 'a sum of returns beyond a smallint'],
  'early signs of a week',
  ...SEEN_NAMES.flatMap((name) => [`${name} never`, `${name} in some cases`]),
  ...Object.values(CLUSTER_PLANS).flatMap(({ conditionals }) => conditionals.map((name) => `some ${name}`)),
  ...VERDICTS.map((verdict) => `verdict ${verdict}`),
  ...FLAGS.flatMap((flag) => [flag, `not ${flag}`]),
  ...CURVES.map((name) => `${name} by cause 1`),
  ...['ownership', 'routed', 'loyalty', 'recovered', 'notRecovered'].flatMap((name) => [
    `${name} by cause 0`,
    `${name} by cause 2`,
  ]),
  ...[0, 1, 2].map((cause) => `baseline by cause ${cause}`),
  ...Object.keys(PLAYBOOK_SHARES).map((name) => `playbook ${name}`),
  ...WEEK_OUTCOMES.flatMap((outcome) => [
    `${outcome} of customers with several`,
    ...[0, 1, 2, 3].map((handOffs) => `${outcome} after ${handOffs} hand-offs`),
  ]),
  ...RATIOS.map((name) => `playbook ${name} of several`),
  'playbook promises before, at and after their time',
  'playbook surprises',
  'playbook coached and not',
  'open in public',
  ...Object.keys(PLAYBOOK_DURATIONS).map((name) => `playbook ${name} in time`),
];
