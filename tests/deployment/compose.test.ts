import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES } from '@finest-hour/store';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readStages } from './dockerfile.ts';
import { readFromRoot, root } from './repository.ts';

type Service = {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly target: string };
  readonly restart: string;
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly network_mode?: string;
};
type Compose = {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
};

const compose = parse(readFromRoot('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const stages = readStages(readFromRoot('Dockerfile')).map(({ name }) => name);

test('it holds the processes of the architecture', () => {
  expect(Object.keys(compose.services)).toEqual(
    expect.arrayContaining(['postgres', 'migrate', 'ingest', 'worker', 'dashboard']),
  );
});

describe.each(services)('%s', (_name, service) => {
  test('is made from an image, or from a stage of the Dockerfile', () => {
    if (service.build === undefined) expect(service.image).toMatch(/^[a-z]+:\d+/);
    else {
      expect(service.image).toBeUndefined();
      expect(service.build.context).toBe('.');
      expect(stages).toContain(service.build.target);
    }
  });

  test('tells its health if it keeps running, by a program that is there', () => {
    if (service.restart === 'no') return;
    const command = service.healthcheck?.test ?? [];
    expect(command.length).toBeGreaterThan(1);
    for (const path of command.filter((word) => word.startsWith('docker/'))) {
      expect(existsSync(join(root, path)), path).toBe(true);
    }
  });

  test('depends on services that are there, and uses volumes that are declared', () => {
    for (const name of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(name);
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
  });

  test('is reachable from this machine alone unless an address is set', () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^(127\.0\.0\.1|\$\{\w+:-127\.0\.0\.1\}):/);
  });

  test('is told roles that exist, and every password by the environment', () => {
    const variables = Object.entries(service.environment ?? {});
    const roles = variables.flatMap(([name]) => /^DATABASE_URL_(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? []);
    expect(ROLES).toEqual(expect.arrayContaining(roles));
    for (const [name, value] of variables.filter(([, text]) => text.startsWith('postgres://'))) {
      expect(value, name).toMatch(/^postgres:\/\/\w+:\$\{\w+_PASSWORD:\?[^}]+\}@/);
    }
  });
});

test('the dashboard, which has no sign-in, runs only when asked for, on the host itself', () => {
  expect(compose.services['dashboard']).toMatchObject({ profiles: ['local'], network_mode: 'host' });
});
