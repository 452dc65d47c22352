import { DAY_US, maturesAfterUs, type BookSettings } from '../book.ts';
import type { CaseSummary, Verdict } from '../facts.ts';
import { isCircular } from './merges.ts';
import { valueAt } from './since.ts';

/** A person with more cases than this in 13 weeks stands for many (a shared desk, a reseller). */
export const SHARED_CUSTOMER_CASES = 20;
const SHARED_CUSTOMER_WINDOW_US = 91 * DAY_US;

/** Into what a case is merged as known at a moment; null: into none. */
function targetAt({ merges }: CaseSummary, atUs: number): string | null {
  return valueAt(merges, atUs) ?? null;
}

function isIllegitimate(summary: CaseSummary, atUs: number): boolean {
  return valueAt(summary.legitimacy, atUs) === false;
}

function compareOpenings(a: CaseSummary, b: CaseSummary): number {
  return a.openedUs - b.openedUs || (a.caseId < b.caseId ? -1 : 1);
}

/** The cases of one person, and what they are to each other. */
export class PersonCases {
  /** In the order of their opening. */
  readonly sorted: readonly CaseSummary[];
  #byId: ReadonlyMap<string, CaseSummary> | null = null;
  readonly #settings: BookSettings;

  constructor(summaries: readonly CaseSummary[], settings: BookSettings) {
    this.sorted = summaries.length < 2 ? summaries : summaries.toSorted(compareOpenings);
    this.#settings = settings;
  }

  /** When nothing changes the verdict of a case any more. */
  maturesUs({ openedUs }: CaseSummary): number {
    return openedUs + maturesAfterUs(this.#settings);
  }

  /** Neither merged into another nor illegitimate, as known at its own maturity. */
  isComplaint(summary: CaseSummary): boolean {
    return this.isComplaintAt(summary, this.maturesUs(summary));
  }

  /** Neither merged into another nor illegitimate, as known at a moment. */
  isComplaintAt(summary: CaseSummary, atUs: number): boolean {
    return !this.#isMerged(summary, atUs) && !isIllegitimate(summary, atUs);
  }

  /** The last word on a merge is that it stands, yet it can't be applied. */
  isStray(summary: CaseSummary): boolean {
    const target = targetAt(summary, Infinity);
    return target !== null && (!this.#cases.has(target) || this.#isCircular(summary.caseId, Infinity));
  }

  /** Too many cases around this one to be one person's. */
  isShared(summary: CaseSummary): boolean {
    const endsUs = summary.resolvedUs === null ? this.maturesUs(summary) : summary.resolvedUs + this.#holdUs;
    const cases = this.#firstOpenedAfter(endsUs) - this.#firstOpenedAfter(endsUs - SHARED_CUSTOMER_WINDOW_US);
    return cases > SHARED_CUSTOMER_CASES;
  }

  /** By the first test failed, as known at maturity. */
  verdictOf(summary: CaseSummary): Verdict {
    const maturesUs = this.maturesUs(summary);
    if (this.#isMerged(summary, maturesUs)) return 'merged';
    if (isIllegitimate(summary, maturesUs)) return 'illegitimate';
    if (summary.resolvedUs === null) return 'unresolved';
    if (summary.reopenedAfterResolution) return 'reopened';
    if (this.#complainedAgain(summary, summary.resolvedUs) && !this.isShared(summary)) return 'complainedAgain';
    if (summary.satisfied === false) return 'saidNo';
    if (summary.nothingDone) return 'nothingDone';
    return summary.satisfied === true ? 'confirmed' : 'noObjection';
  }

  get #holdUs(): number {
    return this.#settings.holdForDays * DAY_US;
  }

  /** Another case with the same cause was opened while this one's resolution had to hold. */
  #complainedAgain(summary: CaseSummary, resolvedUs: number): boolean {
    const { cause } = summary.dimensions;
    if (cause === null) return false;
    const maturesUs = this.maturesUs(summary);
    for (let i = this.#firstOpenedAfter(resolvedUs); i < this.sorted.length; i += 1) {
      const other = this.sorted[i] as CaseSummary;
      if (other.openedUs > resolvedUs + this.#holdUs) return false;
      if (other === summary || !this.isComplaintAt(other, maturesUs)) continue;
      if (valueAt(other.causes, maturesUs) === cause) return true;
    }
    return false;
  }

  /** Merged into a case that the person has, and not in a circle. */
  #isMerged(summary: CaseSummary, atUs: number): boolean {
    const target = targetAt(summary, atUs);
    return target !== null && this.#cases.has(target) && !this.#isCircular(summary.caseId, atUs);
  }

  /** A circle as told by a moment: what closes it later changes nothing that was judged before. */
  #isCircular(caseId: string, atUs: number): boolean {
    return isCircular(caseId, (id) => {
      const summary = this.#cases.get(id);
      return summary === undefined ? null : targetAt(summary, atUs);
    });
  }

  /** By id; needed only where something was merged. */
  get #cases(): ReadonlyMap<string, CaseSummary> {
    this.#byId ??= new Map(this.sorted.map((summary) => [summary.caseId, summary]));
    return this.#byId;
  }

  /** Index of the first case opened after a moment. */
  #firstOpenedAfter(atUs: number): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle] as CaseSummary).openedUs <= atUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
