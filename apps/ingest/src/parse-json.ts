import { HttpProblem } from './http-problem.ts';
import { findJsonMistake } from './json-mistake.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

function badUtf8(body: Uint8Array): HttpProblem {
  // What cannot be decoded is replaced; the first byte that changes by it is the place.
  const repaired = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body));
  const position = body.findIndex((byte, index) => byte !== repaired[index]);
  return new HttpProblem('bad-json', `not UTF-8 at byte ${position}`, { members: { position } });
}

function badJson(text: string): HttpProblem {
  const position = findJsonMistake(text);
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const column = position - before.lastIndexOf('\n');
  const found =
    position < text.length ? JSON.stringify(String.fromCodePoint(text.codePointAt(position) ?? 0)) : 'the end';
  const detail = `not JSON at position ${position} (line ${line}, column ${column}): unexpected ${found}`;
  return new HttpProblem('bad-json', detail, { members: { position, line, column } });
}

export interface ParsedBody {
  readonly text: string;
  readonly value: unknown;
}

/** A body as JSON. Throws 400 with the position of the first mistake. A key that is repeated counts by its last value. */
export function parseJson(body: Uint8Array): ParsedBody {
  let text;
  try {
    text = utf8.decode(body);
  } catch {
    throw badUtf8(body);
  }
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    throw badJson(text);
  }
}
