import { isUtf8 } from 'node:buffer';
import { HttpProblem } from './http-problem.ts';
import { findJsonMistake } from './json-mistake.ts';

function badUtf8(body: Uint8Array): HttpProblem {
  // What cannot be decoded is replaced; the first byte that changes by it is the place.
  const repaired = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body));
  const position = body.findIndex((byte, index) => byte !== repaired[index]);
  return new HttpProblem('bad-json', `not UTF-8 at byte ${position}`, { members: { position } });
}

function badJson(text: string, position: number): HttpProblem {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const column = position - before.lastIndexOf('\n');
  const found =
    position < text.length ? JSON.stringify(String.fromCodePoint(text.codePointAt(position) ?? 0)) : 'the end';
  const detail = `not JSON at position ${position} (line ${line}, column ${column}): unexpected ${found}`;
  return new HttpProblem('bad-json', detail, { members: { position, line, column } });
}

/** The same without a byte order mark. */
export function withoutMark(body: Buffer): Buffer {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body;
}

function decode(body: Buffer): string {
  if (!isUtf8(body)) throw badUtf8(body);
  return withoutMark(body).toString();
}

/** Throws what `parseJson` throws where the body is not JSON; builds nothing of it. */
export function checkJson(body: Buffer): void {
  const text = decode(body);
  const position = findJsonMistake(text);
  if (position !== null) throw badJson(text, position);
}

export interface ParsedBody {
  readonly text: string;
  readonly value: unknown;
}

/** A body as JSON. Throws 400 with the position of the first mistake. A key that is repeated counts by its last value. */
export function parseJson(body: Buffer): ParsedBody {
  const text = decode(body);
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    throw badJson(text, findJsonMistake(text) ?? text.length);
  }
}
