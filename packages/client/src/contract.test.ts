import { readFileSync } from 'node:fs';
import {
  EVENT_TYPES,
  type AgentEvent,
  type CaseEvent,
  type CustomerEvent,
  type ReadingEvent,
} from '@finest-hour/events';
import { expect, expectTypeOf, test } from 'vitest';
import type { EventData } from './contract.ts';
import { contractSource } from './generate/contract-source.ts';

type AnyEvent = CaseEvent | CustomerEvent | AgentEvent | ReadingEvent;
type Contract = { [Type in AnyEvent['type']]: Extract<AnyEvent, { type: Type }>['data'] };

/** Without `| undefined` on what is optional, which JSON leaves out, and without `readonly`. */
type Exact<T> = T extends object ? { -readonly [Key in keyof T]: Exact<Exclude<T[Key], undefined>> } : T;

test('contract.ts is what the contract says today; if not, `pnpm run contract` writes it anew', () => {
  expect(readFileSync(new URL('contract.ts', import.meta.url), 'utf8')).toBe(contractSource());
  for (const { type } of EVENT_TYPES) expect(contractSource()).toContain(`\n  '${type}': {\n`);
});

test('its types are those of the contract, both ways', () => {
  expectTypeOf<keyof EventData>().toEqualTypeOf<keyof Contract>();
  expectTypeOf<Exact<EventData>>().toEqualTypeOf<Exact<Contract>>();
});
