import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INGEST_PROCESS } from './ingest-process.ts';

test('the image runs ingest as `start` does', () => {
  const dockerfile = readFileSync(new URL('../../../../Dockerfile', import.meta.url), 'utf8');
  const stage = dockerfile.slice(dockerfile.indexOf(' AS ingest'));
  for (const [name, value] of Object.entries(INGEST_PROCESS.env)) expect(stage).toMatch(`${name}=${value}`);
  expect(stage).toMatch(`CMD ["node", ${INGEST_PROCESS.flags.map((flag) => `"${flag}"`).join(', ')}, "apps/ingest/`);
});
