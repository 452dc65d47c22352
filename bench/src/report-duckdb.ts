import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { dayStartUs, DIMENSIONS, isPeriod, type Dimension, type ReportQuery } from '@finest-hour/metrics';
import type { Database } from '@finest-hour/store';
import { sql } from 'kysely';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a report counts of each case, a grouped count each: cells, flags, steps, and durations by bin. */
const COUNTED = [
  ['verdict', 'agent_hand_offs', 'team_hand_offs'],
  ['flags'],
  ['playbook_1', 'playbook_2'],
  ['bit_count(steps_applicable)', 'bit_count(steps_done)'],
  ...['own', 'routed', 'return', 'later'].map((name) => [`${name}_cause`, `${name}_bin`]),
  ...['run_around', 'fixing', 'unheld', 'apology', 'silence', 'resolver', 'public'].map((name) => [`${name}_bin`]),
  ['promises_early', 'promises_on_time', 'promises_late', 'promises_broken'],
];

const columnOf = (dimension: Dimension) => dimension.replace('-', '_');
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function whereOf({ from, to, timeZone, filters }: ReportQuery): string {
  const some = (Object.keys(DIMENSIONS) as Dimension[]).flatMap((dimension) => {
    const values = filters[dimension];
    if (values === undefined) return [];
    return `coalesce(${columnOf(dimension)}, '') in (${values.map(quoted).join()})`;
  });
  const [fromUs, toUs] = [dayStartUs(from, timeZone), dayStartUs(to, timeZone)];
  return [`opened_us >= ${fromUs}`, `opened_us < ${toUs}`, ...some].join(' and ');
}

/** The groups of a report; those of periods by time alone, as long as they are on average. */
function keyOf(by: ReportQuery['by']): string {
  if (by === null) return 'null';
  if (!isPeriod(by)) return columnOf(by);
  const days = { quarter: 91, month: 30, week: 7, day: 1 }[by];
  return `opened_us // ${days * 86_400_000_000}`;
}

/** The same facts in DuckDB, in columns and in memory. */
export class FactsInDuckDb {
  readonly #connection: DuckDBConnection;
  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** Copies the facts there, through a file that the server writes. */
  static async from(superuser: Database): Promise<FactsInDuckDb> {
    const folder = mkdtempSync(join(tmpdir(), 'finest-hour-facts-'));
    try {
      chmodSync(folder, 0o777);
      const file = join(folder, 'facts.csv');
      await sql`copy recovery.case_fact to ${sql.lit(file)} with (format csv, header)`.execute(superuser);
      const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
      const connection = await instance.connect();
      await connection.run(`create table facts as select * exclude (url, teams, case_id)
        from read_csv(${quoted(file)}, header = true, sample_size = -1)`);
      return new FactsInDuckDb(connection);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Counts what a report is told from: of the whole, and of its groups, with sums over customers with several cases. */
  async count(query: ReportQuery): Promise<void> {
    const where = whereOf(query);
    for (const key of query.by === null ? ['null'] : ['null', keyOf(query.by)]) {
      for (const columns of COUNTED) {
        const all = [key, ...columns].join();
        await this.#connection.runAndReadAll(`select ${all}, count(*) from facts where ${where} group by ${all}`);
      }
      await this.#connection.runAndReadAll(`
        select key, sum(n), sum(n * n), sum(n * recovered), sum(recovered * recovered) from (
          select ${key} as key, count(*) as n, sum(flags & 1) as recovered from facts where ${where} and several
          group by ${key}, customer
        ) group by key`);
    }
  }

  close(): void {
    this.#connection.closeSync();
  }
}
