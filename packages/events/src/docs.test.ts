import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EVENT_TYPES } from './catalogue.ts';
import { EVENT_PROBLEMS } from './problem.ts';

const page = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('|'));

test('docs/events.md lists every type with its fields, the required ones in bold', () => {
  for (const { type, data } of EVENT_TYPES) {
    const required: readonly string[] = data.required ?? [];
    const row = rows.find((line) => line.includes(`\`${type}\``)) ?? '';
    const fields = Object.keys(data.properties).filter((field) => field !== 'by' || required.includes(field));
    for (const field of fields) {
      expect(row, type).toMatch(required.includes(field) ? `**${field}**` : new RegExp(`\\b${field}\\b`));
    }
  }
});

test('docs/events.md lists every reason for a refusal', () => {
  for (const type of Object.keys(EVENT_PROBLEMS))
    expect(
      rows.some((line) => line.includes(`\`${type}\``)),
      type,
    ).toBe(true);
});
