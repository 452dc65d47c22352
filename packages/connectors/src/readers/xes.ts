import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { ImportError } from '../import-error.ts';
import { messageOf } from './bytes.ts';
import type { BadRow, LogReader, Row } from './row.ts';

interface XesLog {
  readonly path: string;
  /** Attribute keys; those of the trace begin with `case:`, as in `case:concept:name`. */
  readonly columns: readonly string[];
}

/** Elements that carry a key and a value, by the XES standard (IEEE 1849). */
const ATTRIBUTES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

/**
 * Reads XES: one row an event, in the order of the file, with its own attributes and those of its trace that stand
 * before it. Attributes inside attributes, globals and classifiers are passed over.
 */
export function xesReader(log: XesLog): LogReader {
  const events = new EventCollector(log.columns);
  const parser = new SaxesParser({ xmlns: false });
  let text: InstanceType<typeof TextDecoder> | null = null;
  parser.on('opentag', (tag) => events.open(tag));
  parser.on('closetag', (tag) => events.close(tag));
  parser.on('error', (error) => {
    throw error;
  });
  const guarded = async (parse: () => void): Promise<(Row | BadRow)[]> => {
    try {
      parse();
    } catch (error) {
      throw new ImportError(log.path, `is not well-formed XML: ${messageOf(error)}`, error);
    }
    return Promise.resolve(events.drain());
  };
  return {
    take: (piece) =>
      guarded(() => {
        text ??= new TextDecoder(encodingOf(piece));
        parser.write(text.decode(piece, { stream: true }));
      }),
    end: () =>
      guarded(() => {
        parser.write(text?.decode() ?? '');
        parser.close();
        if (!events.sawLog) throw new Error('no <log> in it');
      }),
  };
}

/** The encoding of the XML declaration, which every encoding in use writes in the letters of ASCII; or UTF-8. */
function encodingOf(piece: Uint8Array): string {
  const start = Buffer.from(piece.subarray(0, 200)).toString('latin1');
  return /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? 'utf-8';
}

/** Follows the tags of a log and gathers the values of the columns asked for. */
class EventCollector {
  readonly #slotOf: ReadonlyMap<string, number>;
  readonly #path: string[] = [];
  #trace: (string | undefined)[] = [];
  #event: (string | undefined)[] | null = null;
  #rows: Row[] = [];
  #number = 0;
  sawLog = false;

  constructor(columns: readonly string[]) {
    this.#slotOf = new Map(columns.map((column, slot) => [column, slot]));
  }

  open(tag: SaxesTagPlain): void {
    const name = localName(tag.name);
    const parent = this.#path.at(-1);
    this.#path.push(name);
    if (name === 'log') this.sawLog = true;
    else if (name === 'trace') this.#trace = new Array<undefined>(this.#slotOf.size).fill(undefined);
    else if (name === 'event' && parent === 'trace') this.#event = [...this.#trace];
    else if (ATTRIBUTES.has(name)) this.#take(parent, tag.attributes.key, tag.attributes.value);
  }

  close(tag: SaxesTagPlain): void {
    this.#path.pop();
    if (this.#event === null || localName(tag.name) !== 'event') return;
    this.#number += 1;
    this.#rows.push({ number: this.#number, values: this.#event });
    this.#event = null;
  }

  drain(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #take(parent: string | undefined, key: string | undefined, value: string | undefined): void {
    if (key === undefined || value === undefined) return;
    if (parent === 'event' && this.#event !== null) put(this.#event, this.#slotOf.get(key), value);
    else if (parent === 'trace') put(this.#trace, this.#slotOf.get(`case:${key}`), value);
  }
}

/** Copies the text: a slice would keep the whole piece of the file that it was cut from. */
function put(values: (string | undefined)[], slot: number | undefined, value: string): void {
  if (slot !== undefined) values[slot] = Buffer.from(value).toString();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
