import { failed, ok, type Result } from '../result.ts';
import { isoPartsOf } from './iso.ts';
import { localMsOf } from './parts.ts';
import { compilePattern, type PartsOf } from './pattern.ts';
import { zoneToUtc, type ToUtc } from './zone.ts';

/** Text to milliseconds since 1970; null: not a time in any of the formats. */
export type ReadTime = (text: string) => number | null;

/**
 * Compiles formats, tried in their order: `iso`, `epoch-seconds`, `epoch-milliseconds`, or a pattern such as
 * `D/M/YYYY H:mm`. `zone` is where a time without an offset was written. The failure is a sentence on the mistake.
 */
export function compileTime(formats: readonly string[], zone: string): Result<ReadTime, string> {
  const toUtc = zoneToUtc(zone);
  if (toUtc === null) return failed(`unknown time zone "${zone}"; write UTC, a name like Europe/Berlin, or +02:00`);
  const readers: ReadTime[] = [];
  for (const format of formats) {
    const reader = compileFormat(format, toUtc);
    if (typeof reader === 'string') return failed(`time format "${format}": ${reader}`);
    readers.push(reader);
  }
  return ok(rememberingLast((text) => firstTime(readers, text)));
}

function compileFormat(format: string, toUtc: ToUtc): ReadTime | string {
  if (format === 'epoch-seconds') return (text) => epochMs(text, 1000);
  if (format === 'epoch-milliseconds') return (text) => epochMs(text, 1);
  const partsOf = format === 'iso' ? isoPartsOf : compilePattern(format);
  return typeof partsOf === 'string' ? partsOf : writtenTime(partsOf, toUtc);
}

function writtenTime(partsOf: PartsOf, toUtc: ToUtc): ReadTime {
  return (text) => {
    const parts = partsOf(text);
    const localMs = parts === null ? null : localMsOf(parts);
    if (parts === null || localMs === null) return null;
    return parts.offsetMinutes === null ? toUtc(localMs) : localMs - parts.offsetMinutes * 60_000;
  };
}

/** The last time that a Date can show. */
const LAST_MS = 8.64e15;

function epochMs(text: string, unitMs: number): number | null {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  const atMs = Math.floor(Number(text) * unitMs);
  return Math.abs(atMs) <= LAST_MS ? atMs : null;
}

function firstTime(readers: readonly ReadTime[], text: string): number | null {
  for (const read of readers) {
    const atMs = read(text);
    if (atMs !== null) return atMs;
  }
  return null;
}

/** The rows of a case repeat its opening time: the same text as before is not read again. */
function rememberingLast(read: ReadTime): ReadTime {
  let lastText: string | null = null;
  let lastMs: number | null = null;
  return (text) => {
    if (text !== lastText) {
      lastMs = read(text);
      lastText = text;
    }
    return lastMs;
  };
}
