import type { Chance } from './chance.ts';
import { JUNK, KEYS, PIT, TIMES } from './junk.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sets a field of any name as JSON.parse does: `__proto__` is a field like every other. */
function put(fields: Fields, key: string, value: unknown): void {
  Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Every object of the event, itself the first. */
function objectsIn(value: Fields): Fields[] {
  return [value, ...Object.values(value).filter(isFields).flatMap(objectsIn)];
}

const junk = (chance: Chance) => (chance.happens(0.002) ? PIT : structuredClone(chance.oneOf(JUNK)));

/** Changes that leave an event, though seldom a good one. */
const MUTATIONS: readonly ((event: Fields, place: Fields, chance: Chance) => void)[] = [
  (_, place, chance) => {
    const keys = Object.keys(place);
    if (keys.length > 0) Reflect.deleteProperty(place, chance.oneOf(keys));
  },
  (_, place, chance) => {
    const keys = Object.keys(place);
    if (keys.length > 0) put(place, chance.oneOf(keys), junk(chance));
  },
  (_, place, chance) => put(place, chance.oneOf(KEYS), junk(chance)),
  (event, _, chance) => put(event, 'time', chance.oneOf(TIMES)),
  (event, _, chance) =>
    put(event, chance.oneOf(['id', 'source', 'type', 'subject', 'sequence', 'tenant']), junk(chance)),
  (event, _, chance) => put(event, 'data', junk(chance)),
  // The data of one type under the name of another.
  (event, _, chance) => put(event, 'type', chance.oneOf(['case.opened', 'promise.made', 'reading.taken', 'x.unknown'])),
  (_, place, chance) => {
    const keys = Object.keys(place).filter((key) => typeof place[key] === 'string');
    if (keys.length === 0) return;
    const key = chance.oneOf(keys);
    const text = String(place[key]);
    const at = chance.below(text.length + 1);
    put(
      place,
      key,
      text.slice(0, at) + chance.oneOf(['\0', '\ud800', ' ', 'é', '\n', '"', '\\', '']) + text.slice(at + 1),
    );
  },
];

/** An event that was changed in place, up to three times. */
export function mutate(event: Fields, chance: Chance): unknown {
  if (chance.happens(0.02)) return junk(chance);
  const times = chance.oneOf([0, 1, 1, 1, 2, 3]);
  for (let i = 0; i < times; i += 1) chance.oneOf(MUTATIONS)(event, chance.oneOf(objectsIn(event)), chance);
  return event;
}
