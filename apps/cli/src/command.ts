/** A command of `finest-hour`. It throws a MisuseError when called wrongly, any other error when it fails. */
export interface Command {
  readonly name: string;
  /** How it is called, from its name on. */
  readonly usage: string;
  readonly summary: string;
  /** What its options and arguments mean, one of each. */
  readonly options?: readonly (readonly [name: string, meaning: string])[];
  readonly run: (args: readonly string[]) => Promise<void>;
}
