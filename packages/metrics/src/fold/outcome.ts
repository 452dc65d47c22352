import { DAY_US, maturesAfterUs, type BookSettings } from '../book.ts';
import { isHarmlessReopening, isHumanContact } from './acts.ts';
import type { OrderedCase } from './order.ts';

/** What a case's own stream says of its verdict; the customer's other cases may still spoil it. */
export interface Outcome {
  /** R: the last resolution at or before opening + T; null: none. */
  readonly resolvedUs: number | null;
  /** Which of the case's resolutions R is, counted from 0; null: none. */
  readonly resolutionIndex: number | null;
  /** R was automatic, and before it nobody gave a solution or spoke to the customer. */
  readonly nothingDone: boolean;
  /** A reopening in (R, opening + T + D] for another reason than thanks or administration. */
  readonly reopenedAfterResolution: boolean;
  /** The last statement in [R, R + D]; null: none. */
  readonly satisfied: boolean | null;
  /** Satisfaction was asked by opening + T + D. */
  readonly asked: boolean;
  /** Reopened at any time, for any reason. */
  readonly everReopened: boolean;
}

/** Reads the verdict window of a case: [opening, opening + T + D]. */
export function readOutcome({ openedUs, withMerged: events }: OrderedCase, settings: BookSettings): Outcome {
  const resolveByUs = openedUs + settings.resolveWithinDays * DAY_US;
  const maturesUs = openedUs + maturesAfterUs(settings);
  let resolutionIndex: number | null = null;
  let resolvedUs: number | null = null;
  let automatic = false;
  for (const { atUs, event } of events) {
    if (atUs > resolveByUs) break;
    if (event.type !== 'case.resolved') continue;
    resolutionIndex = resolutionIndex === null ? 0 : resolutionIndex + 1;
    resolvedUs = atUs;
    automatic = event.data.automatic === true;
  }
  const holdsUntilUs = resolvedUs === null ? null : resolvedUs + settings.holdForDays * DAY_US;

  let somethingDone = false;
  let reopenedAfterResolution = false;
  let satisfied: boolean | null = null;
  let asked = false;
  let everReopened = false;
  for (const { atUs, event } of events) {
    if (event.type === 'case.reopened') {
      everReopened = true;
      const counts = resolvedUs !== null && atUs > resolvedUs && atUs <= maturesUs;
      if (counts && !isHarmlessReopening(event.data.reason)) reopenedAfterResolution = true;
    } else if (event.type === 'satisfaction.asked') {
      if (atUs <= maturesUs) asked = true;
    } else if (event.type === 'satisfaction.stated') {
      if (resolvedUs !== null && holdsUntilUs !== null && atUs >= resolvedUs && atUs <= holdsUntilUs) {
        satisfied = event.data.satisfied;
      }
    } else if (event.type === 'solution.provided' || isHumanContact(event)) {
      if (resolvedUs !== null && atUs <= resolvedUs) somethingDone = true;
    }
  }
  return {
    resolvedUs,
    resolutionIndex,
    nothingDone: automatic && !somethingDone,
    reopenedAfterResolution,
    satisfied,
    asked,
    everReopened,
  };
}
