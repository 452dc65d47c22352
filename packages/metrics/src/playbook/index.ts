export { BITS_A_NUMBER, hasPlaybookFlag, placeOf } from './bits.ts';
export { PLAYBOOK_FLAGS, PLAYBOOK_WORDS, type PlaybookFlag } from './flags.ts';
export {
  AFTERWARDS_DAYS,
  PLAYBOOK_SHARES,
  STEP_NAMES,
  type Needs,
  type PlaybookShare,
  type PlaybookShareName,
  type StepName,
} from './shares.ts';
export { countSteps, packSteps, PLAYBOOK_STEPS, type PlaybookStep, type StepCounts } from './steps.ts';
export { STEP_DEFINITIONS, type StepDefinition } from './definitions.ts';
