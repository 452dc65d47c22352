/** The command was called wrongly: exit code 2. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError';
}
