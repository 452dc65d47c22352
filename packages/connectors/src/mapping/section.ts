import { isMap, isScalar, isSeq, type LineCounter, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { MappingProblem } from './mapping.ts';

/** Where mistakes are collected, so that one run names them all. */
export interface Notebook {
  readonly file: string;
  readonly lines: LineCounter;
  readonly problems: MappingProblem[];
}

/**
 * One level of a YAML mapping, read key by key. Every text is a string as written (the failsafe schema: no numbers,
 * no booleans), a mistake is noted with its line and key, and reading goes on with a stand-in.
 */
export class Section {
  readonly #map: YAMLMap;
  readonly #path: string;
  readonly #notebook: Notebook;
  readonly #asked = new Set<string>();

  constructor(map: YAMLMap, path: string, notebook: Notebook) {
    this.#map = map;
    this.#path = path;
    this.#notebook = notebook;
  }

  has(key: string): boolean {
    return this.#map.has(key);
  }

  /** A text that must be there and not be empty. */
  text(key: string): string {
    const text = this.optionalText(key);
    if (text === null) this.problem(key, 'missing');
    return text ?? '';
  }

  /** A text, or null where the key is absent. */
  optionalText(key: string): string | null {
    const node = this.#node(key);
    if (node === null) return null;
    if (isScalar(node) && typeof node.value === 'string') return node.value === '' ? null : node.value;
    this.problem(key, 'expected a text, not a list or a section');
    return null;
  }

  /** A list of texts; a lone text is a list of one, an absent key a list of none. */
  list(key: string): readonly string[] {
    const node = this.#node(key);
    if (node === null) return [];
    if (isScalar(node)) return node.value === '' && node.source === '' && isPlain(node) ? [] : [String(node.value)];
    if (isSeq(node) && node.items.every(isScalar)) return node.items.map((item) => String((item as Scalar).value));
    this.problem(key, `expected a list of texts; signs such as ? need quotes: ['?']`);
    return [];
  }

  choice<Choice extends string>(key: string, choices: readonly Choice[], fallback: Choice): Choice {
    const text = this.optionalText(key);
    if (text === null) return fallback;
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) this.problem(key, `"${text}" is none of ${choices.join(', ')}`);
    return choice ?? fallback;
  }

  /** A section below this one, or null where the key is absent. */
  section(key: string): Section | null {
    const node = this.#node(key);
    if (node === null) return null;
    if (isMap(node)) return new Section(node, this.#pathTo(key), this.#notebook);
    this.problem(key, 'expected a section of keys');
    return null;
  }

  /** To be called last: notes the keys that nobody asked for. */
  end(): void {
    const unknown = this.#map.items.map(({ key }) => String(key)).filter((key) => !this.#asked.has(key));
    for (const key of unknown) this.problem(key, `unknown key; known here: ${[...this.#asked].join(', ')}`);
  }

  problem(key: string, message: string): void {
    const { file, lines, problems } = this.#notebook;
    problems.push({ file, line: lines.linePos(this.#offsetOf(key)).line, key: this.#pathTo(key), message });
  }

  #node(key: string): Node | null {
    this.#asked.add(key);
    return (this.#map.get(key, true) as Node | undefined) ?? null;
  }

  #pathTo(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }

  /** Where the key stands, or its section where it is absent. */
  #offsetOf(key: string): number {
    const pair = this.#map.items.find((item) => String(item.key) === key);
    return (pair?.key as Node | undefined)?.range?.[0] ?? this.#map.range?.[0] ?? 0;
  }
}

function isPlain(node: Scalar): boolean {
  return node.type === 'PLAIN' || node.type === undefined;
}
