/** Counts what a run of random cases really came across, so that it can't shrink to nothing unseen. */
export class Exercised {
  readonly #times = new Map<string, number>();

  note(what: string, happened = true): void {
    if (happened) this.#times.set(what, (this.#times.get(what) ?? 0) + 1);
  }

  /** Of the names those that came across less often, each with how often it did. */
  rarerThan(times: number, names: readonly string[]): readonly string[] {
    return names
      .map((name) => ({ name, seen: this.#times.get(name) ?? 0 }))
      .filter(({ seen }) => seen < times)
      .map(({ name, seen }) => `${name}: ${seen}`);
  }
}
