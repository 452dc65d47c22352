import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STEP_DEFINITIONS } from './definitions.ts';
import { PLAYBOOK_SHARES, STEP_NAMES, type PlaybookShare, type PlaybookShareName } from './shares.ts';

const page = readFileSync(new URL('../../../../docs/playbook.md', import.meta.url), 'utf8');
/** The page by step, lines joined. */
const sections = new Map(
  page
    .split(/^#{2,3} /m)
    .map((section) => [section.slice(0, 2), section.replaceAll(/\s+/g, ' ')] as const)
    .filter(([name]) => /^[A-Z]\d$/.test(name)),
);

test.each(STEP_NAMES)('docs/playbook.md says of %s what the product says', (step) => {
  const { question, definition, appliesWhen, trap } = STEP_DEFINITIONS[step];
  const section = sections.get(step) ?? '';
  for (const words of [question, definition, appliesWhen, trap]) expect(section).toContain(words);
});

test.each(STEP_NAMES)('the shares of %s are told on the page, and those that stand under it are among them', (step) => {
  const { shares } = STEP_DEFINITIONS[step];
  const under = Object.entries<PlaybookShare>(PLAYBOOK_SHARES).filter(([, share]) => share.step === step);
  for (const [name] of under) expect(shares).toContain(name);
  for (const name of shares) expect(sections.get(step)).toMatch(new RegExp(`\`${name}\` \\d of \\d`));
});

test.each(STEP_NAMES)('what must be told for %s is named', (step) => {
  for (const name of STEP_DEFINITIONS[step].shares) {
    const { needs, needsAny = [] }: PlaybookShare = PLAYBOOK_SHARES[name];
    for (const type of [...needs, ...needsAny]) expect(sections.get(step)).toContain(`\`${type}\``);
  }
});

test('each share measures some step', () => {
  const told = new Set<PlaybookShareName>(STEP_NAMES.flatMap((step) => STEP_DEFINITIONS[step].shares));
  expect(Object.keys(PLAYBOOK_SHARES).filter((name) => !told.has(name as PlaybookShareName))).toEqual([]);
});
