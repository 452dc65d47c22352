import type { Field, HolderField, Mapping, TimeField, ValueField } from './mapping/mapping.ts';
import type { Row } from './readers/row.ts';
import type { Snapshot } from './snapshots/snapshot.ts';

/** Something of a row that was not understood. `value` is what stood there. */
interface Remark {
  readonly reason: string;
  readonly value: string | null;
}

/** A row as a snapshot; null where it can't be one, and then the only remark says why. */
export interface RowReading {
  /** null: the row does not say. */
  readonly caseId: string | null;
  readonly snapshot: Snapshot | null;
  readonly remarks: readonly Remark[];
}

/** The columns that a mapping reads, each once. */
export function columnsOf(mapping: Mapping): readonly string[] {
  const fields = Object.values(mapping).flatMap((part: unknown) => (isField(part) ? part.columns : []));
  const times = [mapping.time, mapping.opened].flatMap((time) => (time === null ? [] : [time.column]));
  return [...new Set([...fields, ...times])];
}

function isField(part: unknown): part is Field {
  return typeof part === 'object' && part !== null && 'columns' in part;
}

/** Compiles a mapping to a function that reads rows whose values stand in the order of `columnsOf(mapping)`. */
export function rowReader(mapping: Mapping): (row: Row) => RowReading {
  const slotOf = new Map(columnsOf(mapping).map((column, slot) => [column, slot]));
  return (row) => new RowReader(mapping, slotOf, row).read();
}

class RowReader {
  readonly #mapping: Mapping;
  readonly #slotOf: ReadonlyMap<string, number>;
  readonly #row: Row;
  readonly #remarks: Remark[] = [];

  constructor(mapping: Mapping, slotOf: ReadonlyMap<string, number>, row: Row) {
    this.#mapping = mapping;
    this.#slotOf = slotOf;
    this.#row = row;
  }

  read(): RowReading {
    const mapping = this.#mapping;
    const caseName = this.#bare(mapping.case);
    if (caseName === null) return skipped(null, `${mapping.case.columns.join(', ')} is missing`, null);
    const caseId = mapping.case.prefix + caseName;
    const time = this.#time(mapping.time);
    if (time.atMs === null) return skipped(caseId, time.reason, time.value);
    return { caseId, snapshot: this.#snapshot(caseId, caseName, time.atMs), remarks: this.#remarks };
  }

  #snapshot(caseId: string, caseName: string, atMs: number): Snapshot {
    const mapping = this.#mapping;
    const agent = mapping.agent === null ? null : this.#bare(mapping.agent);
    return {
      caseId,
      caseName,
      atMs,
      openedMs: this.#opened(),
      phase: this.#word(mapping.state, 'the state before is kept'),
      customer: this.#text(mapping.customer),
      agent: this.#holder(mapping.agent),
      bot: agent !== null && mapping.agent !== null && mapping.agent.bots.has(agent),
      team: this.#holder(mapping.team),
      channel: this.#channel(),
      contact: mapping.contact === null ? null : (mapping.contact.words.get(this.#bare(mapping.contact) ?? '') ?? null),
      cause: this.#text(mapping.cause),
      product: this.#text(mapping.product),
      severity: this.#word(mapping.severity, 'left out'),
      region: this.#text(mapping.region),
      url: this.#text(mapping.url),
    };
  }

  #value(column: string): string | null {
    const text = this.#row.values[this.#slotOf.get(column) ?? -1]?.trim() ?? '';
    return this.#mapping.missing.has(text) ? null : text;
  }

  /** A field without its prefix: its parts up to the first that is missing. */
  #bare(field: Field): string | null {
    let text: string | null = null;
    for (const column of field.columns) {
      const part = this.#value(column);
      if (part === null) break;
      text = text === null ? part : text + field.separator + part;
    }
    return text;
  }

  #text(field: Field | null): string | null {
    const text = field === null ? null : this.#bare(field);
    return field === null || text === null ? null : field.prefix + text;
  }

  #holder(field: HolderField | null): string | null | undefined {
    if (field === null) return undefined;
    return this.#text(field) ?? (field.whenMissing === 'keep' ? undefined : null);
  }

  #word<Word extends string>(field: ValueField<Word> | null, consequence: string): Word | null {
    const text = field === null ? null : this.#bare(field);
    if (field === null || text === null) return null;
    const word = field.words.get(text) ?? null;
    if (word === null) this.#unlisted(field, text, consequence);
    return word;
  }

  #channel(): Snapshot['channel'] {
    const field = this.#mapping.channel;
    if (field === null) return null;
    if (field.default === null) return this.#word(field, 'taken as other');
    const text = this.#bare(field);
    return text === null ? null : (field.words.get(text) ?? field.default);
  }

  #unlisted(field: Field, text: string, consequence: string): void {
    const reason = `${field.columns.join(', ')} "${text}" is not in the mapping: ${consequence}`;
    this.#remarks.push({ reason, value: text });
  }

  #opened(): number | null {
    if (this.#mapping.opened === null || this.#value(this.#mapping.opened.column) === null) return null;
    const time = this.#time(this.#mapping.opened);
    if (time.atMs === null)
      this.#remarks.push({ reason: `${time.reason}: opened with its first row`, value: time.value });
    return time.atMs;
  }

  #time({ column, formats, read }: TimeField): { atMs: number | null; reason: string; value: string | null } {
    const text = this.#value(column);
    if (text === null) return { atMs: null, reason: `${column} is missing`, value: null };
    return { atMs: read(text), reason: `${column} is not a time of the form ${formats.join(' or ')}`, value: text };
  }
}

function skipped(caseId: string | null, reason: string, value: string | null): RowReading {
  return { caseId, snapshot: null, remarks: [{ reason: `${reason}: row left out`, value }] };
}
