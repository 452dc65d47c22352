import type { Channel, Contact, Phase, Severity } from '../snapshots/snapshot.ts';
import type { ReadTime } from '../time/read-time.ts';

/** How a log is to be read: what `docs/import.md` lets somebody write in YAML. */
export interface Mapping {
  readonly name: string;
  readonly format: 'csv' | 'xes';
  /** `source` of the events, unless the import names another. */
  readonly source: string;
  readonly csv: CsvSettings;
  /** Texts that mean that nothing is there; the empty text always does. */
  readonly missing: ReadonlySet<string>;
  readonly case: Field;
  readonly time: TimeField;
  readonly opened: TimeField | null;
  readonly state: ValueField<Phase> | null;
  readonly customer: Field | null;
  readonly agent: AgentField | null;
  readonly team: HolderField | null;
  readonly channel: ChannelField | null;
  readonly severity: ValueField<Severity> | null;
  readonly contact: ValueField<Contact> | null;
  readonly cause: Field | null;
  readonly product: Field | null;
  readonly region: Field | null;
  readonly url: Field | null;
}

export interface CsvSettings {
  readonly delimiter: string;
  /** Label of the WHATWG Encoding Standard, e.g. `windows-1252`. */
  readonly encoding: string;
}

/**
 * Text made of columns: joined by the separator, after the prefix. It ends before its first missing part;
 * without its first part it is missing as a whole.
 */
export interface Field {
  readonly columns: readonly string[];
  readonly separator: string;
  readonly prefix: string;
}

export interface TimeField {
  readonly column: string;
  /** For messages: what the column is expected to look like. */
  readonly formats: readonly string[];
  readonly read: ReadTime;
}

/** A field whose texts stand for one of our words. */
export interface ValueField<Word extends string> extends Field {
  readonly words: ReadonlyMap<string, Word>;
}

export interface ChannelField extends ValueField<Channel> {
  /** For texts that are not listed; null: `other`, and the summary tells. */
  readonly default: Channel | null;
}

/** nobody: a missing value says that nobody holds it; keep: it says nothing, the holder before holds on. */
export const WHEN_MISSING = ['nobody', 'keep'] as const;

export interface HolderField extends Field {
  readonly whenMissing: (typeof WHEN_MISSING)[number];
}

export interface AgentField extends HolderField {
  /** Texts, as in the log, that are bots or rules: they hold nothing. */
  readonly bots: ReadonlySet<string>;
}

/** A mistake in a mapping. `line` counts from 1; `key` is dotted (`time.zone`), empty for the file as a whole. */
export interface MappingProblem {
  readonly file: string;
  readonly line: number;
  readonly key: string;
  readonly message: string;
}

/** `log.yaml:4: time.zone: unknown time zone "Mars"` */
export function describeMappingProblem({ file, line, key, message }: MappingProblem): string {
  return `${file}:${line}: ${key === '' ? '' : `${key}: `}${message}`;
}
