import { DAY_MS, HOUR_MS } from '../calendar/local-days.ts';
import { newcomerJoinsMs } from '../cases/plan-chain.ts';
import { PURPOSE, Random } from '../random.ts';
import type { ArrivalQueue } from '../stream/arrival-queue.ts';
import { Outbox } from '../stream/outbox.ts';
import { NO_MESS } from '../parameters.ts';
import type { World } from '../world.ts';
import { SOURCES } from './causes.ts';

/** Who works where, and what they were taught and allowed: above all the team that turns, shortly before the turn. */
function writePeople(world: World, outbox: Outbox, random: Random): void {
  const { parameters, startMs, endMs, turnMs } = world;
  const post = (type: string, agent: string, id: string, atMs: number, data: Readonly<Record<string, unknown>>) =>
    outbox.post(SOURCES.people, type, agent, `${agent}.${id}`, atMs, data);
  for (const team of parameters.teams) {
    for (const [index, agent] of team.agents.entries()) {
      const newcomer = index > 3 && index === team.agents.length - 1;
      post('agent.joined', agent, 'joined', newcomer ? newcomerJoinsMs(world) : startMs, { team: team.id });
      const turns = team.turn > 0.5;
      const taughtMs = turns ? turnMs - (3 + index) * DAY_MS : Math.floor(random.between(startMs, endMs));
      if (turns || random.chance(0.3)) {
        post('agent.coached', agent, 'coached', taughtMs, { topic: turns ? 'owning a case to its end' : 'listening' });
      }
      if (turns) post('agent.empowered', agent, 'empowered', turnMs - DAY_MS, { authority: 'credits up to 150 EUR' });
    }
  }
}

/** Numbers that somebody reads off somewhere every Monday: they go up and down whatever the company does. */
function writeReadings(world: World, outbox: Outbox, random: Random): void {
  let followers = 18_000;
  for (let day = 0; day < world.dayCount; day += 1) {
    const { weekday, startMs, number } = world.calendar.at(day);
    if (weekday !== 0 || startMs < world.startMs) continue;
    followers += random.below(160) - 40;
    const stars = Math.round((3.9 + random.between(-0.25, 0.25)) * 100) / 100;
    const post = (name: string, value: number, unit: string) =>
      outbox.post(SOURCES.ratings, 'reading.taken', name, `${name}.${number}`, startMs + 7 * HOUR_MS, { value, unit });
    post('stars', stars, 'stars');
    post('followers', followers, 'people');
    post('net promoter score', 20 + random.below(25), 'points');
  }
}

/** What belongs to no customer: people and readings. */
export function writeCompany(world: World, queue: ArrivalQueue): void {
  const random = Random.of(world.parameters.seed, PURPOSE.company);
  const outbox = new Outbox(queue, world.endMs, NO_MESS, Random.of(world.parameters.seed, PURPOSE.company, 1));
  writePeople(world, outbox, random);
  writeReadings(world, outbox, random);
}
