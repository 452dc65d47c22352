import { isMap, LineCounter, parseDocument } from 'yaml';
import { failed, ok, type Result } from '../result.ts';
import { SEVERITIES } from '@finest-hour/events';
import { CONTACTS, PHASES } from '../snapshots/snapshot.ts';
import {
  agentField,
  channelField,
  holderField,
  optionalField,
  plainField,
  requiredField,
  timeField,
  valueField,
} from './fields.ts';
import type { CsvSettings, Mapping, MappingProblem } from './mapping.ts';
import { Section, type Notebook } from './section.ts';

/** Reads a mapping. `name` is its file, for messages. All mistakes are told at once. */
export function readMapping(text: string, name: string): Result<Mapping, readonly MappingProblem[]> {
  const lines = new LineCounter();
  const notebook: Notebook = { file: name, lines, problems: [] };
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  for (const { pos, message } of document.errors) {
    notebook.problems.push({ file: name, line: lines.linePos(pos[0]).line, key: '', message: message.toLowerCase() });
  }
  if (notebook.problems.length > 0) return failed(notebook.problems);
  if (!isMap(document.contents)) {
    return failed([{ file: name, line: 1, key: '', message: 'expected keys such as source, case, time and state' }]);
  }
  const mapping = mappingOf(new Section(document.contents, '', notebook), name);
  return notebook.problems.length > 0 ? failed(notebook.problems) : ok(mapping);
}

function mappingOf(top: Section, name: string): Mapping {
  const format = top.choice('format', ['csv', 'xes'], 'csv');
  if (!top.has('format')) top.problem('format', 'missing: csv or xes');
  if (!top.has('time')) top.problem('time', 'missing');
  const time = timeField(top, 'time', { formats: ['iso'], zone: 'UTC' });
  const opened = timeField(top, 'opened', time ?? { formats: ['iso'], zone: 'UTC' });
  const mapping: Mapping = {
    name,
    format,
    source: top.text('source'),
    csv: csvSettings(top),
    missing: new Set(['', ...top.list('missing')]),
    case: requiredField(top, 'case'),
    time: time?.field ?? { column: '', formats: [], read: () => null },
    opened: opened?.field ?? null,
    state: optionalField(top, 'state', valueField(PHASES)),
    customer: plainField(top, 'customer'),
    agent: optionalField(top, 'agent', agentField),
    team: optionalField(top, 'team', holderField),
    channel: optionalField(top, 'channel', channelField),
    severity: optionalField(top, 'severity', valueField(SEVERITIES)),
    contact: optionalField(top, 'contact', valueField(CONTACTS)),
    cause: plainField(top, 'cause'),
    product: plainField(top, 'product'),
    region: plainField(top, 'region'),
    url: plainField(top, 'url'),
  };
  top.end();
  return mapping;
}

function csvSettings(top: Section): CsvSettings {
  const delimiter = top.optionalText('delimiter') ?? ',';
  const encoding = top.optionalText('encoding') ?? 'utf-8';
  try {
    return { delimiter: delimiter === '\\t' ? '\t' : delimiter, encoding: new TextDecoder(encoding).encoding };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    top.problem('encoding', `unknown encoding "${encoding}"; write utf-8, windows-1252, utf-16le or another`);
    return { delimiter, encoding: 'utf-8' };
  }
}
