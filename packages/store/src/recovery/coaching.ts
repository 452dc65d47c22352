import { asAgentEvent } from '@finest-hour/events';
import { readCoaching, type CoachedTeams } from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Work } from '../database.ts';
import { EVENT_COLUMNS, eventOf, type EventRow } from '../log/read.ts';

/** Since when each team is coached, from the log itself: agents have few events, and nothing else hangs on them. */
export async function readCoachedTeams(work: Work, asOfUs: number): Promise<CoachedTeams> {
  const { rows } = await sql<EventRow>`
    select ${EVENT_COLUMNS} from log.event e
    where e.family = 'agent' and e.type in ('agent.joined', 'agent.coached')
      and e.time_us <= ${asOfUs}::bigint`.execute(work);
  return readCoaching(rows.map((row) => asAgentEvent(eventOf(row))));
}
