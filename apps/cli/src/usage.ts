import type { Command } from './command.ts';

/** The list of commands, as `--help` prints it. */
export function usage(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'usage: finest-hour <command> [options]',
    '',
    ...lines,
    '',
    'finest-hour <command> --help tells its options.',
    '',
  ].join('\n');
}
