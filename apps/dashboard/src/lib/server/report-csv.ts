import type {
  CaseCounts,
  Duration,
  Estimate,
  HandOffLevel,
  Measures,
  RepeatLoyalty,
  Report,
} from '@finest-hour/metrics';
import { csv, type CsvCell } from './csv.ts';

interface Row {
  readonly cases: CaseCounts;
  readonly measures: Measures;
}

type Column = readonly [name: string, of: (row: Row) => CsvCell];

function estimate(name: string, of: (measures: Measures) => Estimate): readonly Column[] {
  return (['value', 'low', 'high', 'n'] as const).map((part) => [
    `${name}.${part}`,
    ({ measures }) => of(measures)[part],
  ]);
}

function duration(name: string, of: (measures: Measures) => Duration): readonly Column[] {
  return (['value', 'low', 'high'] as const).map((part) => [`${name}.${part}`, ({ measures }) => of(measures)[part]]);
}

/** Empty where no purchases arrive. */
function loyalty(name: string, of: (loyalty: RepeatLoyalty) => Estimate): readonly Column[] {
  return (['value', 'low', 'high', 'n'] as const).map((part) => [
    `${name}.${part}`,
    ({ measures: { repeatLoyalty } }) => (repeatLoyalty === null ? null : of(repeatLoyalty)[part]),
  ]);
}

function level(name: string, of: (measures: Measures) => HandOffLevel): readonly Column[] {
  return [
    [`${name}.total`, ({ measures }) => of(measures).total],
    [`${name}.mean`, ({ measures }) => of(measures).mean],
    ...(['0', '1', '2', '3+'] as const).map((passed): Column => [
      `${name}.${passed}`,
      ({ measures }) => of(measures).distribution[passed],
    ]),
    ...estimate(`${name}.neverPassedOn`, (measures) => of(measures).neverPassedOn),
    ...estimate(`${name}.pingPong.direct`, (measures) => of(measures).pingPong.direct),
    ...estimate(`${name}.pingPong.any`, (measures) => of(measures).pingPong.any),
    [`${name}.returnsToQueue`, ({ measures }) => of(measures).returnsToQueue],
  ];
}

const REASONS = ['unresolved', 'reopened', 'complainedAgain', 'saidNo', 'nothingDone'] as const;

const COLUMNS: readonly Column[] = [
  ...(['opened', 'matured', 'pending'] as const).map((name): Column => [name, ({ cases }) => cases[name]]),
  ['merged', ({ cases }) => cases.excluded.merged],
  ['illegitimate', ({ cases }) => cases.excluded.illegitimate],
  ...estimate('recoveryRate', ({ recoveryRate }) => recoveryRate),
  ...estimate('confirmedRecoveryRate', ({ confirmedRecoveryRate }) => confirmedRecoveryRate),
  ...REASONS.map((reason): Column => [`notRecovered.${reason}`, ({ measures }) => measures.notRecovered[reason]]),
  ...estimate('askedSatisfaction', ({ askedSatisfaction }) => askedSatisfaction),
  ['everReopened', ({ measures }) => measures.everReopened],
  ...estimate('timeToOwnership.withinTarget', ({ timeToOwnership }) => timeToOwnership.withinTarget),
  ...duration('timeToOwnership.medianSeconds', ({ timeToOwnership }) => timeToOwnership.medianSeconds),
  ...duration('timeToOwnership.p90Seconds', ({ timeToOwnership }) => timeToOwnership.p90Seconds),
  ['timeToOwnership.waiting', ({ measures }) => measures.timeToOwnership.waiting],
  ['timeToOwnership.neverOwned', ({ measures }) => measures.timeToOwnership.neverOwned],
  ...estimate('timeToOwnership.firstOwnerResolved', ({ timeToOwnership }) => timeToOwnership.firstOwnerResolved),
  ...estimate('timeToOwnership.ownedThenDropped', ({ timeToOwnership }) => timeToOwnership.ownedThenDropped),
  ...level('handOffs', ({ handOffs }) => handOffs),
  ...level('handOffs.teams', ({ handOffs }) => handOffs.teams),
  ...loyalty('repeatLoyalty', (all) => all),
  ...loyalty('repeatLoyalty.recovered', ({ recovered }) => recovered),
  ...loyalty('repeatLoyalty.notRecovered', ({ notRecovered }) => notRecovered),
];

/** The report as a table: a line for the whole, then one for each group; names are those of the JSON. */
export function reportCsv(report: Report): string {
  const line = (group: CsvCell, row: Row): CsvCell[] => [report.by, group, ...COLUMNS.map(([, of]) => of(row))];
  const groups = report.groups.map((group) => line(group.key, group));
  const whole = line(null, report);
  whole[0] = 'all';
  return csv(['by', 'group', ...COLUMNS.map(([name]) => name)], [whole, ...groups]);
}
