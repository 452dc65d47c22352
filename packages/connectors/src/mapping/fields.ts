import { compileTime } from '../time/read-time.ts';
import {
  WHEN_MISSING,
  type AgentField,
  type ChannelField,
  type Field,
  type HolderField,
  type TimeField,
  type ValueField,
} from './mapping.ts';
import { CHANNELS } from '@finest-hour/events';
import type { Section } from './section.ts';

/** A reader of a section's own keys; `fieldOf` reads those that every field has. */
type FieldReader<Read extends Field> = (section: Section, field: Field) => Read;

/** The field below `key`, or null where the mapping leaves it out. */
export function optionalField<Read extends Field>(top: Section, key: string, read: FieldReader<Read>): Read | null {
  const section = top.section(key);
  if (section === null) return null;
  const field = read(section, fieldOf(section));
  section.end();
  return field;
}

export function plainField(top: Section, key: string): Field | null {
  return optionalField(top, key, (_section, field) => field);
}

export function requiredField(top: Section, key: string): Field {
  if (!top.has(key)) top.problem(key, 'missing');
  return plainField(top, key) ?? { columns: [], separator: '', prefix: '' };
}

function fieldOf(section: Section): Field {
  if (section.has('column') && section.has('columns')) section.problem('columns', 'name column or columns, not both');
  const columns = [...section.list('column'), ...section.list('columns')];
  if (columns.length === 0) section.problem('column', 'missing');
  const separator = section.optionalText('separator') ?? ' / ';
  return { columns, separator, prefix: section.optionalText('prefix') ?? '' };
}

export function holderField(section: Section, field: Field): HolderField {
  return { ...field, whenMissing: section.choice('whenMissing', WHEN_MISSING, 'nobody') };
}

export function agentField(section: Section, field: Field): AgentField {
  return { ...holderField(section, field), bots: new Set(section.list('bots')) };
}

export function channelField(section: Section, field: Field): ChannelField {
  const fallback = section.has('default') ? section.choice('default', CHANNELS, 'other') : null;
  if (fallback === null) section.optionalText('default');
  return { ...valueField(CHANNELS)(section, field), default: fallback };
}

/** A field whose section lists, for each of our words, the texts of the log that mean it. */
export function valueField<Word extends string>(words: readonly Word[]) {
  return (section: Section, field: Field): ValueField<Word> => {
    const meaning = new Map<string, Word>();
    for (const word of words) {
      for (const text of section.list(word)) {
        const other = meaning.get(text);
        if (other !== undefined) section.problem(word, `"${text}" is listed as ${other} already`);
        meaning.set(text, word);
      }
    }
    if (meaning.size === 0) section.problem('column', `no values listed under ${words.join(', ')}`);
    return { ...field, words: meaning };
  };
}

/** A time; what its section leaves open is as in `usual` (the time of the row). */
export function timeField(top: Section, key: string, usual: { formats: readonly string[]; zone: string }) {
  const section = top.section(key);
  if (section === null) return null;
  const column = section.text('column');
  const own = section.list('format');
  const formats = own.length > 0 ? own : usual.formats;
  const zone = section.optionalText('zone') ?? usual.zone;
  const read = compileTime(formats, zone);
  if (!read.ok) section.problem(read.error.startsWith('unknown time zone') ? 'zone' : 'format', read.error);
  section.end();
  const field: TimeField = { column, formats, read: read.ok ? read.value : () => null };
  return { field, formats, zone };
}
