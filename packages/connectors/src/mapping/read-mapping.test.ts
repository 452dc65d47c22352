import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeMappingProblem } from './mapping.ts';
import { readMapping } from './read-mapping.ts';

const LEAST = `format: csv
source: desk
case: { column: id }
time: { column: at }
`;

function mistakes(text: string): string[] {
  const mapping = readMapping(text, 'log.yaml');
  return mapping.ok ? [] : mapping.error.map(describeMappingProblem);
}

test('format, source, case and time are enough', () => {
  expect(readMapping(LEAST, 'log.yaml')).toMatchObject({
    ok: true,
    value: {
      name: 'log.yaml',
      format: 'csv',
      source: 'desk',
      csv: { delimiter: ',', encoding: 'utf-8' },
      case: { columns: ['id'], prefix: '' },
      time: { column: 'at', formats: ['iso'] },
      opened: null,
      state: null,
      agent: null,
      team: null,
    },
  });
});

test('everything is the text that stands there, whatever YAML would make of it', () => {
  const text = `${LEAST}missing: [null, '?', 0, n/a]\nseverity: { column: prio, high: [1, 01, yes], low: 1.0 }\nagent: { column: who, bots: 007 }`;
  const mapping = readMapping(text, 'log.yaml');
  expect(mapping.ok && [...mapping.value.missing]).toEqual(['', 'null', '?', '0', 'n/a']);
  expect(mapping.ok && [...(mapping.value.severity?.words ?? [])]).toEqual([
    ['1.0', 'low'],
    ['1', 'high'],
    ['01', 'high'],
    ['yes', 'high'],
  ]);
  expect(mapping.ok && [...(mapping.value.agent?.bots ?? [])]).toEqual(['007']);
});

describe('a mistake is told with file, line and key', () => {
  test.each([
    ['nothing at all', '', 'log.yaml:1: expected keys such as source, case, time and state'],
    ['a key that nobody knows', `${LEAST}stat: x`, 'log.yaml:5: stat: unknown key; known here: format, time, opened,'],
    ['a key within a section', `${LEAST}team: { colum: x }`, 'log.yaml:5: team.colum: unknown key; known here: column'],
    ['no column', `${LEAST}team: { prefix: x }`, 'log.yaml:5: team.column: missing'],
    [
      'column and columns',
      `${LEAST}team: { column: a, columns: [b] }`,
      'team.columns: name column or columns, not both',
    ],
    ['another format', LEAST.replace('csv', 'xlsx'), 'log.yaml:1: format: "xlsx" is none of csv, xes'],
    ['no source', LEAST.replace('source: desk\n', ''), 'log.yaml:1: source: missing'],
    ['no case', LEAST.replace('case: { column: id }\n', ''), 'log.yaml:1: case: missing'],
    ['no time', LEAST.replace('time: { column: at }\n', ''), 'log.yaml:1: time: missing'],
    [
      'a zone that is none',
      LEAST.replace('at }', 'at, zone: Mars }'),
      'log.yaml:4: time.zone: unknown time zone "Mars"',
    ],
    ['a wrong pattern', LEAST.replace('at }', 'at, format: dd.mm }'), 'log.yaml:4: time.format: time format "dd.mm"'],
    [
      'a state listed twice',
      `${LEAST}state:\n  column: s\n  open: [New]\n  closed: [New]`,
      'log.yaml:8: state.closed: "New" is listed as open already',
    ],
    [
      'no states listed',
      `${LEAST}state: { column: s }`,
      'log.yaml:5: state.column: no values listed under open, worked',
    ],
    ['a word that is none of ours', `${LEAST}severity: { column: s, urgent: [1] }`, 'severity.urgent: unknown key'],
    ['a section for a text', `${LEAST}delimiter: { a: b }`, 'log.yaml:5: delimiter: expected a text, not a list'],
    ['a text for a section', `${LEAST}team: group`, 'log.yaml:5: team: expected a section of keys'],
    ['a sign without quotes', `${LEAST}missing: [?]`, 'log.yaml:5: missing: expected a list of texts; signs such as ?'],
    ['an encoding that is none', `${LEAST}encoding: klingon`, 'log.yaml:5: encoding: unknown encoding "klingon"'],
    ['a key twice', `${LEAST}source: other`, 'log.yaml:5: map keys must be unique'],
    ['no YAML', `${LEAST}team: [`, 'log.yaml:5: '],
  ])('%s', (_title, text, expected) => {
    expect(mistakes(text).join('\n')).toContain(expected);
  });

  test('all of them at once', () => {
    expect(mistakes('format: csv\ntime: { zone: Mars }')).toHaveLength(4);
  });
});

test('the mapping of the ServiceNow log is without a mistake', () => {
  const file = new URL('../../mappings/servicenow.yaml', import.meta.url);
  expect(mistakes(readFileSync(file, 'utf8'))).toEqual([]);
});
