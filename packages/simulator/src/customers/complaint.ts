import { DAY_MS } from '../calendar/local-days.ts';
import { complaintsOn, dayInWeekAfter, momentOn } from '../calendar/rhythm.ts';
import { FATES, type Fate } from '../law/case-law.ts';
import { EFFECT_DAYS, WAITING_DAYS } from '../law/returns.ts';
import { PURPOSE, Random } from '../random.ts';
import { lawOf, type World } from '../world.ts';

/** A customer comes with a complaint that follows from no other. All of it is a function of seed, day and number. */
export interface Complaint {
  /** Day of the calendar and number on that day of the customer's first complaint. */
  readonly day: number;
  readonly number: number;
  /** 0: the first complaint; 1: of something else, much later. */
  readonly round: number;
  readonly caseId: string;
  readonly customer: string;
  readonly openedMs: number;
  readonly cause: number;
  readonly fate: Fate;
  readonly troll: boolean;
  /** The customer id stands for many people. */
  readonly shared: boolean;
  /** When the customer leaves; Infinity: never. */
  readonly leavesMs: number;
}

/** No complaint of the same person comes sooner, so that each has its window of 44 + 180 days to itself. */
const LATER_AFTER_DAYS = 230;
const LATER_MEAN_DAYS = 150;

/** How many first complaints a day of the calendar brings. */
export function firstComplaintsOn(world: World, day: number): number {
  const mean = complaintsOn(world.calendar.at(day), world.freshPerDay);
  return Random.of(world.parameters.seed, PURPOSE.count, day).poisson(mean);
}

/** Leaving is drawn in three pieces: while waiting, under the effect of the verdict, and as any customer. */
function drawLeaving(world: World, random: Random, openedMs: number, fate: Fate): number {
  const { waiting, recovered, notRecovered, baseline } = world.returns;
  const pieces = [
    { rate: waiting.leaving, days: WAITING_DAYS },
    { rate: (fate === 'recovered' ? recovered : notRecovered).leaving, days: EFFECT_DAYS },
    { rate: baseline.leaving, days: Infinity },
  ];
  let fromMs = openedMs;
  for (const { rate, days } of pieces) {
    const afterDays = rate === 0 ? Infinity : random.exponential(1 / rate);
    if (afterDays < days) return Math.ceil(fromMs + afterDays * DAY_MS);
    fromMs += days * DAY_MS;
  }
  return Infinity;
}

function complaintAt(world: World, random: Random, key: Pick<Complaint, 'day' | 'number' | 'round'>, openedMs: number) {
  const { mess } = world.parameters;
  const cause = random.index(world.causeShares);
  const fate = FATES[random.index(lawOf(world, cause, openedMs).fates)] as Fate;
  const troll = random.chance(mess.illegitimate);
  const leavesMs = drawLeaving(world, random, openedMs, fate);
  const name = `${world.calendar.at(key.day).name}-${String(key.number).padStart(2, '0')}`;
  const caseId = `case-${name}${key.round === 0 ? '' : 'x'}`;
  return { ...key, caseId, customer: `customer-${name}`, openedMs, cause, fate, troll, shared: false, leavesMs };
}

/** The first complaint of a number on a day. */
export function firstComplaint(world: World, day: number, number: number): Complaint {
  const random = Random.of(world.parameters.seed, PURPOSE.complaint, day, number);
  const openedMs = momentOn(world.calendar.at(day), random);
  return complaintAt(world, random, { day, number, round: 0 }, openedMs);
}

/** What the customer of a first complaint complains of later; null: nothing before the end. */
export function laterComplaint(world: World, first: Complaint): Complaint | null {
  const { day, number, leavesMs, troll } = first;
  const random = Random.of(world.parameters.seed, PURPOSE.later, day, number);
  if (troll || !random.chance(world.parameters.complainsLater)) return null;
  const afterDays = LATER_AFTER_DAYS + random.exponential(LATER_MEAN_DAYS);
  const onDay = dayInWeekAfter(world.calendar, first.openedMs + afterDays * DAY_MS, random);
  if (onDay >= world.dayCount) return null;
  const openedMs = momentOn(world.calendar.at(onDay), random);
  if (openedMs >= leavesMs) return null;
  return { ...complaintAt(world, random, { day, number, round: 1 }, openedMs), troll: false };
}

/** So many in so few days that more than 20 lie in every 13 weeks that a verdict of them looks at. */
const SHARED_COMPLAINTS = 40;
const SHARED_DAYS = 5;

/** Complaints of a day that come under the id of a marketplace: nobody's in particular, so repeats mean nothing. */
export function sharedComplaintsOn(world: World, day: number): Complaint[] {
  const complaints: Complaint[] = [];
  for (let id = 0; id < world.parameters.mess.sharedCustomers; id += 1) {
    const firstDay = Math.floor(((id + 1) * world.dayCount) / (world.parameters.mess.sharedCustomers + 1));
    if (day < firstDay || day >= firstDay + SHARED_DAYS) continue;
    for (let i = 0; i < SHARED_COMPLAINTS / SHARED_DAYS; i += 1) {
      const number = 1_000_000 + id * 1000 + i;
      const complaint = firstComplaint(world, day, number);
      const fate = complaint.fate === 'complainedAgain' ? 'recovered' : complaint.fate;
      const customer = `customer-marketplace-${id + 1}`;
      complaints.push({ ...complaint, customer, fate, shared: true, troll: false, leavesMs: Infinity });
    }
  }
  return complaints;
}
