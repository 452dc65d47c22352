import { COMMANDS } from './commands/index.ts';
import { MisuseError } from './misuse-error.ts';
import { usage, usageOf } from './usage.ts';
import { VERSION } from './version.ts';

/** Exit codes: done, failed, misused. */
const FAILED = 1;
const MISUSED = 2;

async function run(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(usage(COMMANDS));
    return;
  }
  if (name === '--version') {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) throw new MisuseError(`unknown command: ${name}; see finest-hour --help`);
  if (rest.includes('--help')) {
    process.stdout.write(usageOf(command));
    return;
  }
  await command.run(rest);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`finest-hour: ${error instanceof Error ? error.message : String(error)}\n`);
  if (!(error instanceof MisuseError) && process.env['LOG_LEVEL'] === 'debug') console.error(error);
  process.exitCode = error instanceof MisuseError ? MISUSED : FAILED;
}
