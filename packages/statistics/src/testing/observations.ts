import fc from 'fast-check';
import type { Observation } from '../aalen-johansen.ts';

/** Up to `maxLength` observations with many ties: whole times from 0, causes 0 (censored) to `causes`. */
export function observations(causes: number, maxLength = 60): fc.Arbitrary<Observation[]> {
  const one = fc.record({ time: fc.nat(30), cause: fc.nat(causes), count: fc.integer({ min: 1, max: 4 }) });
  return fc.array(one, { minLength: 1, maxLength });
}
