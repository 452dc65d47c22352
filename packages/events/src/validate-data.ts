import { Compile, type Validator } from 'typebox/schema';
import { definitionOf } from './catalogue.ts';
import { explainData } from './explain.ts';
import type { EventProblem } from './problem.ts';

const validators = new Map<string, Validator>();

/** Compiled at first use: most processes meet few of the types. */
function validatorOf(type: string): Validator | undefined {
  const known = validators.get(type);
  if (known !== undefined) return known;
  const definition = definitionOf(type);
  if (definition === undefined) return undefined;
  const validator = Compile(definition.data);
  validators.set(type, validator);
  return validator;
}

/** Why the data does not fit its type; null where it does, or where the type is unknown. */
export function dataProblem(type: string, data: unknown): EventProblem | null {
  const validator = validatorOf(type);
  if (validator === undefined || validator.Check(data)) return null;
  const [, errors] = validator.Errors(data);
  return explainData(data, errors);
}
