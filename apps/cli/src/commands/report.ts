import { parseTimeUs } from '@finest-hour/events';
import { COMPARISONS, DIMENSIONS, parseReportQuery, type Report, type ReportQuery } from '@finest-hour/metrics';
import { defaultPeriod, readReport, readReportAsOf } from '@finest-hour/store/recovery';
import type { Command } from '../command.ts';
import { withDatabase } from '../environment/database.ts';
import { readEnvironment } from '../environment/environment.ts';
import { MisuseError } from '../misuse-error.ts';
import { readOptions } from '../options.ts';
import { reportTable, type WhyPeriod } from '../report-table.ts';

const FILTERS = Object.fromEntries(
  Object.keys(DIMENSIONS).map((name) => [name, { type: 'string', multiple: true }] as const),
);

function readAsOf(text: string | undefined, nowUs: number): number | null {
  if (text === undefined) return null;
  const us = parseTimeUs(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (us === null)
    throw new MisuseError(`--as-of must be a date or a time with offset, such as 2026-03-31T00:00:00Z: ${text}`);
  // Verdicts of a day that has not come would be told as if it had.
  if (us > nowUs) throw new MisuseError(`--as-of must not be in the future: ${text}`);
  return us;
}

interface Read {
  readonly report: Report;
  readonly why: WhyPeriod | null;
}

export const reportCommand: Command = {
  name: 'report',
  usage:
    'report [--from DATE --to DATE] [--by BREAKDOWN] [--compare PERIOD] [--DIMENSION VALUE …] [--as-of TIME] [--json]',
  summary: 'prints recovery and hand-offs of the complaints opened in [from, to); by default the last 13 settled weeks',
  options: [
    ['--from, --to', 'days such as 2026-03-31; the second is not part of it'],
    ['--by', `day, week, month, quarter, ${Object.keys(DIMENSIONS).join(', ')}`],
    ['--compare', `with --by DIMENSION: why the recovery rate changed, against ${COMPARISONS.join(' or ')}`],
    ['--DIMENSION', "only those: --team Delivery --channel phone --channel email; '' is not known"],
    ['--as-of', 'a day or time: verdicts as they stood then, by when things happened'],
    ['--json', 'all of it as JSON, as /api/v1/report answers'],
  ],
  run: async (args) => {
    const { values } = readOptions(args, {
      from: { type: 'string' },
      to: { type: 'string' },
      by: { type: 'string' },
      compare: { type: 'string' },
      'as-of': { type: 'string' },
      json: { type: 'boolean' },
      ...FILTERS,
    });
    const { json, 'as-of': asOf, ...asked } = values;
    const nowUs = Date.now() * 1000;
    const asOfUs = readAsOf(asOf, nowUs);
    const environment = readEnvironment();
    const parameters = Object.entries(asked).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, String(one)] as const),
    );
    const parsed = parseReportQuery(parameters, { timeZone: environment.timeZone });
    if (!parsed.ok)
      throw new MisuseError(parsed.problems.map(({ parameter, detail }) => `--${parameter}: ${detail}`).join('\n'));
    const { period, ...rest } = parsed.query;
    const { report, why } = await withDatabase(environment, 'reader', async (db): Promise<Read> => {
      const byDefault = async () => defaultPeriod(db, environment.timeZone, asOfUs ?? nowUs);
      const { from, to, why } = period === null ? await byDefault() : { ...period, why: null };
      const query: ReportQuery = { ...rest, from, to };
      const read = asOfUs === null ? readReport(db, query, nowUs) : readReportAsOf(db, query, asOfUs);
      return { report: await read, why };
    });
    if (asOfUs !== null) {
      process.stderr.write('as of an earlier time: by when events happened; what was known then is not reproduced\n');
    }
    process.stdout.write(json === true ? `${JSON.stringify(report)}\n` : reportTable(report, why));
  },
};
