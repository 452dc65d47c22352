import { writeFileSync } from 'node:fs';
import { contractSource } from './contract-source.ts';

writeFileSync(new URL('../contract.ts', import.meta.url), contractSource());
