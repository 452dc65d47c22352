import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { MisuseError } from './misuse-error.ts';

/** Reads a command's options and arguments; what it does not know is misuse. An argument `NAME?` may be missing. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  positionals: readonly string[] = [],
) {
  const parsed = (() => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    } catch (error) {
      throw new MisuseError(error instanceof Error ? error.message : String(error));
    }
  })();
  const missing = positionals[parsed.positionals.length];
  if (missing !== undefined && !missing.endsWith('?')) throw new MisuseError(`missing ${missing}`);
  const extra = parsed.positionals[positionals.length];
  if (extra !== undefined) throw new MisuseError(`unexpected argument: ${extra}`);
  return parsed;
}
