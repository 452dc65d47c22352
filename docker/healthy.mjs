// Exits with 0 when a server answers at the address on the command line that it is ready, else with 1.
const answer = await fetch(process.argv[2], { signal: AbortSignal.timeout(4_000) }).catch(() => undefined);
process.exitCode = answer?.ok ? 0 : 1;
