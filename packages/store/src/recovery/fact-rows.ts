import {
  BOOK_VERSION,
  bookBins,
  CASE_STATES,
  packFacts,
  type BookSettings,
  type CaseFacts,
  type FactCodes,
} from '@finest-hour/metrics';
import { arrayLiteral } from '../bulk.ts';
import type { Work } from '../database.ts';
import { putRows, type PutTarget } from '../put-rows.ts';

interface FactRow {
  readonly bucket: number;
  readonly facts: CaseFacts;
  readonly codes: FactCodes;
  readonly several: boolean;
}

const FACTS: PutTarget<FactRow> = {
  table: 'recovery.case_fact',
  key: [
    { name: 'bucket', type: 'smallint', of: (row) => row.bucket },
    { name: 'customer', type: 'text', of: ({ facts }) => facts.summary.customer },
    { name: 'case_id', type: 'text', of: ({ facts }) => facts.summary.caseId },
  ],
  rest: [
    { name: 'opened_us', type: 'bigint', of: ({ facts }) => facts.summary.openedUs },
    { name: 'channel', type: 'text', of: ({ facts }) => facts.summary.dimensions.channel },
    { name: 'cause', type: 'text', of: ({ facts }) => facts.summary.dimensions.cause },
    { name: 'product', type: 'text', of: ({ facts }) => facts.summary.dimensions.product },
    { name: 'severity', type: 'text', of: ({ facts }) => facts.summary.dimensions.severity },
    { name: 'region', type: 'text', of: ({ facts }) => facts.summary.dimensions.region },
    { name: 'fault', type: 'text', of: ({ facts }) => facts.summary.dimensions.fault },
    { name: 'team', type: 'text', of: ({ facts }) => facts.summary.dimensions.team },
    { name: 'resolving_team', type: 'text', of: ({ facts }) => facts.summary.dimensions.resolvingTeam },
    { name: 'verdict', type: 'smallint', of: ({ codes }) => codes.verdict },
    { name: 'flags', type: 'integer', of: ({ codes }) => codes.flags },
    { name: 'agent_hand_offs', type: 'smallint', of: ({ codes }) => codes.agentHandOffs },
    { name: 'team_hand_offs', type: 'smallint', of: ({ codes }) => codes.teamHandOffs },
    { name: 'week_hand_offs', type: 'smallint', of: ({ codes }) => codes.weekHandOffs },
    { name: 'agent_returns', type: 'smallint', of: ({ codes }) => codes.agentReturns },
    { name: 'team_returns', type: 'smallint', of: ({ codes }) => codes.teamReturns },
    { name: 'escalations_from_bot', type: 'smallint', of: ({ codes }) => codes.escalations },
    { name: 'triages', type: 'smallint', of: ({ codes }) => codes.triages },
    { name: 'bulk_moves', type: 'smallint', of: ({ codes }) => codes.bulkMoves },
    { name: 'shift_moves', type: 'smallint', of: ({ codes }) => codes.shiftMoves },
    { name: 'correction_moves', type: 'smallint', of: ({ codes }) => codes.correctionMoves },
    { name: 'unheld_us', type: 'bigint', of: ({ facts }) => facts.summary.unheldUs },
    { name: 'resolved_us', type: 'bigint', of: ({ facts }) => facts.summary.resolvedUs },
    { name: 'owned_us', type: 'bigint', of: ({ facts }) => facts.summary.ownership.ownedUs },
    { name: 'previous_us', type: 'bigint', of: ({ facts }) => facts.previousUs },
    { name: 'shared_customer', type: 'boolean', of: ({ facts }) => facts.sharedCustomer },
    { name: 'state', type: 'smallint', of: ({ facts }) => CASE_STATES.indexOf(facts.summary.state) },
    { name: 'holder_agent', type: 'text', of: ({ facts }) => facts.summary.holderAgent },
    { name: 'holder_team', type: 'text', of: ({ facts }) => facts.summary.holderTeam },
    { name: 'teams', type: 'text', storedAs: 'text[]', of: ({ facts }) => arrayLiteral(facts.summary.teams) },
    { name: 'last_event_us', type: 'bigint', of: ({ facts }) => facts.summary.lastEventUs },
    { name: 'url', type: 'text', of: ({ facts }) => facts.summary.url },
    { name: 'routed_cause', type: 'smallint', of: ({ codes }) => codes.routedCause },
    { name: 'routed_bin', type: 'smallint', of: ({ codes }) => codes.routedBin },
    { name: 'unheld_bin', type: 'smallint', of: ({ codes }) => codes.unheldBin },
    { name: 'own_cause', type: 'smallint', of: ({ codes }) => codes.ownCause },
    { name: 'own_bin', type: 'smallint', of: ({ codes }) => codes.ownBin },
    { name: 'run_around_bin', type: 'smallint', of: ({ codes }) => codes.runAroundBin },
    { name: 'fixing_bin', type: 'smallint', of: ({ codes }) => codes.fixingBin },
    { name: 'return_cause', type: 'smallint', of: ({ codes }) => codes.returnCause },
    { name: 'return_bin', type: 'smallint', of: ({ codes }) => codes.returnBin },
    { name: 'later_cause', type: 'smallint', of: ({ codes }) => codes.laterCause },
    { name: 'later_bin', type: 'smallint', of: ({ codes }) => codes.laterBin },
    { name: 'matched', type: 'boolean', of: ({ facts }) => facts.matched },
    { name: 'stray_merge', type: 'boolean', of: ({ facts }) => facts.strayMerge },
    { name: 'playbook_1', type: 'integer', of: ({ codes }) => codes.playbook[0] ?? 0 },
    { name: 'playbook_2', type: 'integer', of: ({ codes }) => codes.playbook[1] ?? 0 },
    { name: 'playbook_3', type: 'integer', of: ({ codes }) => codes.playbook[2] ?? 0 },
    { name: 'steps_applicable', type: 'integer', of: ({ codes }) => codes.stepsApplicable },
    { name: 'steps_done', type: 'integer', of: ({ codes }) => codes.stepsDone },
    { name: 'apology_bin', type: 'smallint', of: ({ codes }) => codes.apologyBin },
    { name: 'silence_bin', type: 'smallint', of: ({ codes }) => codes.silenceBin },
    { name: 'resolver_bin', type: 'smallint', of: ({ codes }) => codes.resolverBin },
    { name: 'public_bin', type: 'smallint', of: ({ codes }) => codes.publicBin },
    { name: 'promises_early', type: 'smallint', of: ({ codes }) => codes.promisesEarly },
    { name: 'promises_on_time', type: 'smallint', of: ({ codes }) => codes.promisesOnTime },
    { name: 'promises_late', type: 'smallint', of: ({ codes }) => codes.promisesLate },
    { name: 'promises_broken', type: 'smallint', of: ({ codes }) => codes.promisesBroken },
    { name: 'promise_length_bin', type: 'smallint', of: ({ codes }) => codes.promiseLengthBin },
    { name: 'promise_margin', type: 'smallint', of: ({ codes }) => codes.promiseMargin },
    { name: 'surprise', type: 'smallint', of: ({ codes }) => codes.surprise },
    { name: 'open_in_public', type: 'boolean', of: ({ codes }) => codes.openInPublic },
    { name: 'several', type: 'boolean', of: ({ several }) => several },
    { name: 'book', type: 'smallint', of: () => BOOK_VERSION },
  ],
};

/** Writes what all cases of some customers amount to; a row that says the same already is left as it is. */
export async function writeFacts(
  work: Work,
  facts: readonly Pick<FactRow, 'bucket' | 'facts'>[],
  settings: BookSettings,
): Promise<void> {
  if (facts.length === 0) return;
  const bins = bookBins(settings);
  const cases = new Map<string, number>();
  for (const {
    facts: { summary },
  } of facts)
    cases.set(summary.customer, (cases.get(summary.customer) ?? 0) + 1);
  const rows = facts.map((row) => ({
    ...row,
    codes: packFacts(row.facts, bins),
    several: (cases.get(row.facts.summary.customer) ?? 0) > 1,
  }));
  await putRows(work, FACTS, rows);
}
