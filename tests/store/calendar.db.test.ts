import { DEFAULT_BOOK_SETTINGS, PERIODS, addDays, periodsIn, tallyQueries, type Period } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { bordersUs, ERAS } from './eras.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

/** First day of the period that PostgreSQL, by its own table of time zones, takes each instant for. */
async function accordingToPostgres(instantsUs: readonly number[], timeZone: string, period: Period) {
  const { rows } = await sql<{ day: string }>`
    select to_char(date_trunc(${period}, (timestamptz 'epoch' + us * interval '1 microsecond') at time zone ${timeZone}),
                   'YYYY-MM-DD') as day
    from unnest(${[...instantsUs]}::bigint[]) with ordinality as instants(us, place) order by place`.execute(
    database.db,
  );
  return rows.map(({ day }) => day);
}

test.each(ERAS.flatMap(({ zones, ...era }) => zones.map((zone) => ({ zone, zones, ...era }))))(
  'a case falls into the day, week, month and quarter of $zone that PostgreSQL takes it for, also around $days.0',
  async ({ zone, ...era }) => {
    const instantsUs = bordersUs(era);
    const [from, to] = [addDays(era.days[0] ?? '', -100), addDays(era.days.at(-1) ?? '', 100)];
    for (const by of PERIODS) {
      const query = { from, to, timeZone: zone, by, filters: {} };
      const { groups } = tallyQueries(query, 0, DEFAULT_BOOK_SETTINGS, new Map());
      if (groups?.grouping.kind !== 'periods') throw new Error(`not by periods: ${by}`);
      const { edgesUs } = groups.grouping;
      const names = periodsIn(from, to, by);
      expect(instantsUs.map((us) => names[edgesUs.findLastIndex((edgeUs) => edgeUs <= us)])).toEqual(
        await accordingToPostgres(instantsUs, zone, by),
      );
    }
  },
);
