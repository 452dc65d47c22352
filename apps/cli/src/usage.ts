import type { Command } from './command.ts';

function columns(rows: readonly (readonly [name: string, meaning: string])[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`);
}

/** What one command does and takes, as its `--help` prints it. */
export function usageOf({ usage: call, summary, options = [] }: Command): string {
  const explained = options.length === 0 ? [] : ['', ...columns(options)];
  return [`usage: finest-hour ${call}`, '', summary, ...explained, ''].join('\n');
}

/** The list of commands, as `--help` prints it. */
export function usage(commands: readonly Command[]): string {
  return [
    'usage: finest-hour <command> [options]',
    '',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'finest-hour <command> --help tells its options.',
    '',
  ].join('\n');
}
