import { writeCompany } from '../company/write-company.ts';
import {
  firstComplaint,
  firstComplaintsOn,
  laterComplaint,
  sharedComplaintsOn,
  type Complaint,
} from '../customers/complaint.ts';
import { writeComplaint } from '../customers/write-complaint.ts';
import { BEFORE_DAYS, PIECE_DAYS, shopAfter, shopBefore, shopQuietly } from '../customers/write-shopping.ts';
import { EFFECT_DAYS, WAITING_DAYS } from '../law/returns.ts';
import type { CaseOutcome, CustomerOutcome } from '../outcome/outcome.ts';
import type { World } from '../world.ts';
import { ArrivalQueue, type Draft } from './arrival-queue.ts';

/** A day of the company: what arrives on it, and what is decided of the complaints that open on it. */
export interface Day {
  readonly arrivals: readonly Draft[];
  readonly cases: readonly CaseOutcome[];
  readonly customers: readonly CustomerOutcome[];
}

/**
 * The company, day by day. What must be known before it happens (what customers buy before they complain) is made
 * so many days ahead; what happens long after is made when its day comes. So the memory holds what is on its way, and
 * not the two years.
 */
class Run {
  readonly queue: ArrivalQueue;
  readonly #world: World;
  /** Later complaints by day. */
  readonly #later = new Map<number, Complaint[]>();

  constructor(world: World) {
    this.#world = world;
    this.queue = new ArrivalQueue(world.calendar, world.dayCount);
  }

  start(): void {
    writeCompany(this.#world, this.queue);
    for (let day = 0; day < BEFORE_DAYS; day += 1) this.#shopBefore(day);
  }

  day(day: number): Day {
    const world = this.#world;
    const cases: CaseOutcome[] = [];
    const customers: CustomerOutcome[] = [];
    this.#shopBefore(day + BEFORE_DAYS);
    this.#shopAfter(day);
    this.#shopQuietly(day);
    for (const complaint of this.#complaintsOn(day)) {
      const written = writeComplaint(world, complaint, this.queue);
      for (const outcome of written.cases) cases.push(outcome);
      if (written.customer !== null) customers.push(written.customer);
    }
    return { arrivals: this.queue.takeDay(), cases, customers };
  }

  *#complaintsOn(day: number): Generator<Complaint> {
    const world = this.#world;
    for (const complaint of this.#firstComplaints(day)) {
      yield complaint;
      const later = laterComplaint(world, complaint);
      if (later === null) continue;
      const onDay = world.calendar.indexOf(later.openedMs);
      this.#later.set(onDay, [...(this.#later.get(onDay) ?? []), later]);
    }
    yield* this.#later.get(day) ?? [];
    this.#later.delete(day);
    yield* sharedComplaintsOn(world, day);
  }

  /** First complaints of a day within the simulated time. */
  *#firstComplaints(day: number): Generator<Complaint> {
    const world = this.#world;
    if (day < 0 || day >= world.dayCount) return;
    const count = firstComplaintsOn(world, day);
    for (let number = 0; number < count; number += 1) {
      const complaint = firstComplaint(world, day, number);
      if (complaint.openedMs >= world.startMs && complaint.openedMs <= world.endMs) yield complaint;
    }
  }

  #shopBefore(day: number): void {
    for (const complaint of this.#firstComplaints(day)) shopBefore(this.#world, complaint, this.queue);
  }

  #shopAfter(day: number): void {
    for (let piece = 0; ; piece += 1) {
      const openedOn = day - WAITING_DAYS - EFFECT_DAYS - piece * PIECE_DAYS;
      if (openedOn < 0) return;
      for (const complaint of this.#firstComplaints(openedOn)) shopAfter(this.#world, complaint, piece, this.queue);
    }
  }

  #shopQuietly(day: number): void {
    const { quietCustomers } = this.#world;
    // On the first day everybody begins, in the midst of a piece; then each at the turn of theirs.
    if (day === 0)
      for (let number = 0; number < quietCustomers; number += 1) shopQuietly(this.#world, number, 0, this.queue);
    const piece = Math.floor(day / PIECE_DAYS) + 1;
    for (let number = day % PIECE_DAYS; number < quietCustomers; number += PIECE_DAYS) {
      shopQuietly(this.#world, number, piece, this.queue);
    }
  }
}

/** All days of the company, made one after the other. */
export function* run(world: World): Generator<Day> {
  const company = new Run(world);
  company.start();
  for (let day = 0; day < world.dayCount; day += 1) yield company.day(day);
}
