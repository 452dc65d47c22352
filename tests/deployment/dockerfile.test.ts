import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStages, type Stage } from './dockerfile.ts';
import { readFromRoot, root } from './repository.ts';

const stages = readStages(readFromRoot('Dockerfile'));
const byName = new Map(stages.map((stage) => [stage.name, stage]));
const leaves = stages.filter(({ name }) => ['ingest', 'dashboard', 'cli'].includes(name));

/** The stage and those it starts from, nearest first. */
function ancestry(stage: Stage): Stage[] {
  const parent = byName.get(stage.from);
  return parent === undefined ? [stage] : [stage, ...ancestry(parent)];
}

test('there is an image for each process', () => {
  expect(leaves.map(({ name }) => name)).toEqual(['ingest', 'dashboard', 'cli']);
});

describe.each(stages)('stage $name', (stage) => {
  test('starts from an earlier stage, or from the Node that the project runs on', () => {
    const earlier = stages.slice(0, stages.indexOf(stage)).map(({ name }) => name);
    expect([...earlier, 'node:24-slim']).toContain(stage.from);
  });

  test('copies what is there', () => {
    for (const { text } of stage.instructions.filter(({ name }) => name === 'COPY')) {
      const words = text.split(/\s+/);
      const from = /^--from=(.*)$/.exec(words[0] ?? '')?.[1];
      if (from === undefined)
        for (const path of words.slice(0, -1)) expect(existsSync(join(root, path)), path).toBe(true);
      else expect(byName.has(from), from).toBe(true);
    }
  });
});

describe.each(leaves)('image $name', (stage) => {
  test('does not run as root', () => {
    const users = ancestry(stage).map(({ instructions }) => instructions.findLast(({ name }) => name === 'USER')?.text);
    expect(users.find((user) => user !== undefined)).toBe('node');
  });

  test('starts a program that is there', () => {
    const start = stage.instructions.find(({ name }) => name === 'CMD' || name === 'ENTRYPOINT');
    const [program, ...rest] = JSON.parse(start?.text ?? '[]') as string[];
    const path = rest.find((word) => !word.startsWith('-'));
    expect(program).toBe('node');
    expect(existsSync(join(root, path ?? '')), path).toBe(true);
  });
});
