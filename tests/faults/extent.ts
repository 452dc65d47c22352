const count = (name: string, few: number) => Number(process.env[name] ?? few);

/** How often each process is killed. `pnpm test` does it a few times; `pnpm faults` asks for the whole. */
export const ROUNDS = count('FAULT_ROUNDS', 3);

/** How many inputs ingest is given in memory; a tenth as many go through a socket to PostgreSQL. */
export const INPUTS = count('FUZZ_INPUTS', 3_000);

/** Other inputs with every other seed, the same with the same. */
export const SEED = count('FUZZ_SEED', 1);
