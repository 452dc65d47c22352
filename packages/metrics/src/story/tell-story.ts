import { maturesAfterUs, DAY_US, SECOND_US, type BookSettings } from '../book.ts';
import type { CaseSummary, CustomerHistory } from '../facts.ts';
import { firstBought, firstRecommended } from '../fold/playbook/afterwards.ts';
import { AFTERWARDS_DAYS } from '../playbook/shares.ts';

/** What can come of a recovery: given more than they asked for, told others, bought, renewed or visited. */
export type Afterwards = 'surprised' | 'recommended' | 'cameBack';

/**
 * What happened to a recovered complaint, told from the types and times of its events alone: no text that anybody
 * wrote, and nobody's name. Times from the opening, in seconds; null: it did not happen, or nobody told.
 */
export interface Story {
  readonly channel: string;
  /** Between people. */
  readonly handOffs: number;
  readonly apologizedAfter: number | null;
  readonly ownedAfter: number | null;
  /** From when the first promise was due to when it was kept, in seconds, below 0 where it was early. */
  readonly promiseMargin: number | null;
  readonly resolvedAfter: number | null;
  /** The first of each kind, up to 90 days after the verdict, as they followed each other. */
  readonly then: readonly { readonly what: Afterwards; readonly after: number }[];
}

const secondsOrNull = (us: number | null) => (us === null ? null : us / SECOND_US);

export function tellStory(summary: CaseSummary, history: CustomerHistory, settings: BookSettings): Story {
  const { caseId, openedUs, resolvedUs, dimensions, playbook } = summary;
  const untilUs = openedUs + maturesAfterUs(settings) + AFTERWARDS_DAYS * DAY_US;
  const since = (us: number | null) => (us === null ? null : (us - openedUs) / SECOND_US);
  const surprisedUs = playbook.surprisedAfterUs;
  const came: readonly (readonly [Afterwards, number | null])[] =
    resolvedUs === null
      ? []
      : [
          ['surprised', surprisedUs !== null && surprisedUs <= untilUs ? surprisedUs : null],
          ['recommended', firstRecommended(history, caseId, resolvedUs, untilUs)],
          ['cameBack', firstBought(history, caseId, resolvedUs, untilUs)],
        ];
  return {
    channel: dimensions.channel,
    handOffs: summary.agentLevel.handOffs,
    apologizedAfter: secondsOrNull(playbook.apologyUs),
    ownedAfter: since(summary.ownership.ownedUs),
    promiseMargin: secondsOrNull(playbook.promises.firstMarginUs),
    resolvedAfter: since(resolvedUs),
    then: came
      .flatMap(([what, atUs]) => (atUs === null ? [] : [{ what, after: (atUs - openedUs) / SECOND_US }]))
      .sort((a, b) => a.after - b.after),
  };
}
