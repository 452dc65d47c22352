import { DAY_MS, HOUR_MS, MINUTE_MS } from '../calendar/local-days.ts';
import { drawRepeatMs, writeCase, type CaseOrder, type WrittenCase } from '../cases/write-case.ts';
import { writeMerged, writeStrayMerge } from '../cases/write-merged.ts';
import { SOURCES } from '../company/causes.ts';
import { FATES, type Fate } from '../law/case-law.ts';
import { WAITING_DAYS } from '../law/returns.ts';
import type { CaseOutcome, CaseTag, CustomerOutcome } from '../outcome/outcome.ts';
import { PURPOSE, Random } from '../random.ts';
import type { ArrivalQueue } from '../stream/arrival-queue.ts';
import { Outbox } from '../stream/outbox.ts';
import { lawOf, type World } from '../world.ts';
import { laterComplaint, type Complaint } from './complaint.ts';
import { momentsAfter, postValueEvent } from './value-events.ts';

/** What came of a complaint: its cases, and whether the customer came back (null: nobody can tell whose those are). */
export interface WrittenComplaint {
  readonly cases: readonly CaseOutcome[];
  readonly customer: CustomerOutcome | null;
}

/** The cases of a complaint: itself, its repetitions while it had to hold, and what was merged into them. */
class ComplaintWriter {
  readonly cases: CaseOutcome[] = [];
  readonly #world: World;
  readonly #complaint: Complaint;
  readonly #queue: ArrivalQueue;
  readonly #random: Random;
  readonly #mess: Random;
  /** The case that the next one repeats. */
  #repeated: string | null = null;
  /** A second id of the customer; null: none. */
  readonly secondId: string | null;

  constructor(world: World, complaint: Complaint, queue: ArrivalQueue) {
    const { seed, mess } = world.parameters;
    const { day, number, round, customer, shared, troll } = complaint;
    [this.#world, this.#complaint, this.#queue] = [world, complaint, queue];
    this.#random = Random.of(seed, PURPOSE.story, day, number, round);
    this.#mess = Random.of(seed, PURPOSE.mess, day, number, round);
    const ordinary = round === 0 && !shared && !troll;
    this.secondId = ordinary && this.#mess.chance(mess.secondId) ? `${customer}-b` : null;
  }

  outbox(): Outbox {
    const { endMs, parameters } = this.#world;
    return new Outbox(this.#queue, endMs, parameters.mess, this.#mess);
  }

  writeAll(): void {
    const { caseId, customer, openedMs, cause, fate, troll } = this.#complaint;
    let order: CaseOrder | null = {
      caseId,
      customer,
      openedMs,
      cause,
      fate,
      troll,
      causeKnown: fate === 'complainedAgain',
    };
    for (let repeats = 1; order !== null; repeats += 1) order = this.#writeOne(order, repeats);
  }

  /** What got lost of one case can change what another one amounts to. */
  #lostFor(caseId: string | null, lost: readonly string[]): void {
    const outcome = this.cases.find((one) => one.caseId === caseId);
    if (outcome !== undefined && lost.length > 0) {
      this.cases[this.cases.indexOf(outcome)] = { ...outcome, missing: [...outcome.missing, ...lost] };
    }
  }

  /** Writes a case with what is merged into it → the order of the one that repeats it. */
  #writeOne(order: CaseOrder, repeats: number): CaseOrder | null {
    const world = this.#world;
    const { mess } = world.parameters;
    const outbox = this.outbox();
    const written = writeCase(world, order, this.#random, outbox);
    const tags: CaseTag[] = [...written.outcome.tags];
    if (this.#complaint.shared) tags.push('shared');
    if (this.#mess.chance(mess.strayMerge)) {
      tags.push('strayMerge');
      writeStrayMerge(order.caseId, order.openedMs + 3 * HOUR_MS, this.#mess, outbox);
    }
    const repeat = this.#repeatOf(order, written, repeats);
    if (repeat !== null && repeat.customer !== order.customer) tags.push('needsLink');
    const twice = !this.#complaint.shared && !order.troll && this.#mess.chance(mess.merged);
    const merged = twice ? writeMerged(world, written, this.#mess, this.outbox()) : null;
    if (merged !== null) {
      this.cases.push(merged);
      tags.push('mergedInto');
    }
    this.cases.push({ ...written.outcome, tags, missing: outbox.missing });
    if (merged !== null) this.#lostFor(order.caseId, merged.missing);
    this.#lostFor(
      this.#repeated,
      outbox.missing.filter((type) => type === 'case.opened'),
    );
    this.#repeated = order.caseId;
    return repeat;
  }

  #repeatOf(order: CaseOrder, { resolvedMs }: WrittenCase, repeats: number): CaseOrder | null {
    if (order.fate !== 'complainedAgain' || order.troll || resolvedMs === null) return null;
    const openedMs = drawRepeatMs(this.#world, resolvedMs, this.#random);
    const fate = FATES[this.#random.index(lawOf(this.#world, order.cause, openedMs).fates)] as Fate;
    if (openedMs > this.#world.endMs) return null;
    const { caseId, customer } = this.#complaint;
    const byOtherId = this.secondId !== null && order.customer === customer;
    return {
      ...order,
      caseId: `${caseId}-r${repeats}`,
      customer: byOtherId ? (this.secondId ?? customer) : order.customer,
      openedMs,
      fate,
      causeKnown: true,
    };
  }

  /** The customer's ids, value events and leaving. */
  writeCustomer(): CustomerOutcome {
    const { openedMs, fate, customer, caseId } = this.#complaint;
    const leavesMs = this.#leavesMs();
    const { returns, endMs, turnMs } = this.#world;
    const outbox = this.outbox();
    this.#writeLinks(outbox);
    // Without its link, or with one that was never undone, other ids are the customer's than they were made to be.
    const lost = outbox.missing.slice();
    for (const one of this.cases) this.#lostFor(one.caseId, lost);
    const id = this.secondId ?? customer;
    const rates = {
      waiting: returns.waiting,
      verdict: fate === 'recovered' ? returns.recovered : returns.notRecovered,
    };
    let returnedUs: number | null = null;
    let returnedAfterVerdictUs: number | null = null;
    let count = 0;
    for (const atMs of momentsAfter(openedMs, rates, Math.min(leavesMs, endMs), this.#random)) {
      count += 1;
      postValueEvent(outbox, id, `${caseId}-v${count}`, atMs, this.#random);
      if (atMs > openedMs) returnedUs ??= atMs * 1000;
      if (atMs > openedMs + WAITING_DAYS * DAY_MS) returnedAfterVerdictUs ??= atMs * 1000;
    }
    // A subscription that renews itself is no return.
    const renewsMs = openedMs + Math.floor(this.#random.between(1, 120) * DAY_MS);
    if (this.#random.chance(0.04) && renewsMs < leavesMs) {
      outbox.post(SOURCES.shop, 'customer.renewed', id, `${caseId}-auto`, renewsMs, { automatic: true });
    }
    const reason = fate === 'recovered' ? 'moved away' : 'unhappy with us';
    outbox.post(SOURCES.crm, 'customer.left', id, `${caseId}-left`, leavesMs, { reason });
    return {
      customer,
      secondId: this.secondId,
      caseId,
      openedUs: openedMs * 1000,
      turned: openedMs >= turnMs,
      recovered: fate === 'recovered',
      returnedUs: returnedUs,
      returnedAfterVerdictUs,
      leftUs: leavesMs <= endMs ? leavesMs * 1000 : null,
      missing: outbox.missing.length > 0,
    };
  }

  /** Who complains once more has not left by then; the later complaint has a leaving of its own. */
  #leavesMs(): number {
    const { round, leavesMs, shared } = this.#complaint;
    const staysOn = round === 0 && !shared && laterComplaint(this.#world, this.#complaint) !== null;
    return staysOn ? Infinity : leavesMs;
  }

  #writeLinks(outbox: Outbox): void {
    const { openedMs, customer, caseId, round } = this.#complaint;
    const { parameters, endMs, quietCustomers } = this.#world;
    const link = (type: string, id: string, atMs: number, to: string, evidence: string) =>
      outbox.post(SOURCES.crm, type, customer, `${caseId}-${id}`, atMs, { to, evidence });
    if (this.secondId !== null) {
      link('customer.linked', 'link', openedMs + 10 * MINUTE_MS, this.secondId, 'same phone number');
    }
    const undoneMs = openedMs + DAY_MS;
    if (round > 0 || !this.#mess.chance(parameters.mess.wrongLink) || undoneMs > endMs || quietCustomers === 0) return;
    const stranger = `customer-q${this.#mess.below(quietCustomers)}`;
    link('customer.linked', 'wrong', openedMs + HOUR_MS, stranger, 'same name');
    link('customer.unlinked', 'undone', undoneMs, stranger, 'another person of that name');
  }
}

/** Writes all that follows from a complaint. */
export function writeComplaint(world: World, complaint: Complaint, queue: ArrivalQueue): WrittenComplaint {
  if (complaint.openedMs < world.startMs || complaint.openedMs > world.endMs) return { cases: [], customer: null };
  const writer = new ComplaintWriter(world, complaint, queue);
  writer.writeAll();
  const anonymous = complaint.shared || complaint.troll;
  return { customer: anonymous ? null : writer.writeCustomer(), cases: writer.cases };
}
