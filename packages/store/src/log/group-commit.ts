/** Thrown to who asks while too much waits already, or has waited too long; nothing was done for them. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

export interface GroupOptions {
  /** Commits under way at a time. */
  readonly lanes: number;
  /** Beside a commit under way another begins only for so many items: few are cheaper with those that come meanwhile. */
  readonly crowdItems: number;
  /** Or where the commit under way takes longer than this. */
  readonly slowMs: number;
  /** A group takes in requests until it has so many items; a request is never divided. */
  readonly groupItems: number;
  /** While so many items wait, nobody else may. */
  readonly queueItems: number;
  /** Who has waited longer when their turn comes is turned away. */
  readonly waitMs: number;
  /** Whether a failure may be one request's own fault, so that its companions are tried without it. */
  isOwnFault(error: unknown): boolean;
}

interface Entry<Item, Answer> {
  readonly items: readonly Item[];
  readonly sinceMs: number;
  resolve(answers: readonly Answer[]): void;
  reject(error: unknown): void;
}

/** What waits, for who watches. */
export interface QueueDepth {
  readonly requests: number;
  readonly items: number;
}

/**
 * Requests that come while others are being committed are committed together: what waits when a lane is free is its next
 * group. Nobody waits for companions, so a single request alone is as fast as without. Each gets the answers for its own
 * items, in their order, once its group is committed; `commit` sees the requests in the order in which they came.
 */
export class GroupCommit<Item, Answer> {
  readonly #commit: (items: readonly Item[]) => Promise<readonly Answer[]>;
  readonly #options: GroupOptions;
  #queue: Entry<Item, Answer>[] = [];
  #queuedItems = 0;
  #busyLanes = 0;
  #slow: NodeJS.Timeout | undefined;

  constructor(commit: (items: readonly Item[]) => Promise<readonly Answer[]>, options: GroupOptions) {
    this.#commit = commit;
    this.#options = options;
  }

  get depth(): QueueDepth {
    return { requests: this.#queue.length, items: this.#queuedItems };
  }

  /** Rejects with QueueFullError where too much waits, and with what `commit` throws. */
  submit(items: readonly Item[]): Promise<readonly Answer[]> {
    if (items.length === 0) return Promise.resolve([]);
    const { queueItems } = this.#options;
    if (this.#queue.length > 0 && this.#queuedItems + items.length > queueItems) {
      return Promise.reject(new QueueFullError(`${this.#queuedItems} events wait already; at most ${queueItems} may`));
    }
    const { promise, resolve, reject } = Promise.withResolvers<readonly Answer[]>();
    this.#queue.push({ items, sinceMs: performance.now(), resolve, reject });
    this.#queuedItems += items.length;
    this.#staff();
    return promise;
  }

  /** Opens a lane where one is needed; a commit that is slow does not hold up who comes after it for long. */
  #staff(): void {
    const { lanes, crowdItems, slowMs } = this.#options;
    if (this.#queue.length === 0 || this.#busyLanes === lanes) return;
    if (this.#busyLanes === 0 || this.#queuedItems >= crowdItems) this.#open();
    else this.#slow ??= setTimeout(() => this.#open(), slowMs);
  }

  #open(): void {
    clearTimeout(this.#slow);
    this.#slow = undefined;
    if (this.#busyLanes === this.#options.lanes) return;
    this.#busyLanes += 1;
    // What arrived in the same turn of the event loop goes along.
    setImmediate(() => void this.#work());
  }

  async #work(): Promise<void> {
    const group = this.#take();
    if (group.length > 0) await this.#run(group);
    this.#busyLanes -= 1;
    this.#staff();
  }

  /** The next group, without those who have waited too long. */
  #take(): readonly Entry<Item, Answer>[] {
    const { groupItems, waitMs } = this.#options;
    const oldestMs = performance.now() - waitMs;
    const group: Entry<Item, Answer>[] = [];
    let taken = 0;
    let size = 0;
    for (const entry of this.#queue) {
      if (size > 0 && size + entry.items.length > groupItems) break;
      taken += 1;
      this.#queuedItems -= entry.items.length;
      if (entry.sinceMs < oldestMs) {
        entry.reject(new QueueFullError(`waited for ${waitMs / 1000} s, and the database is busy still`));
        continue;
      }
      group.push(entry);
      size += entry.items.length;
    }
    this.#queue = this.#queue.slice(taken);
    return group;
  }

  async #run(group: readonly Entry<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.#commit(group.flatMap(({ items }) => items));
      let at = 0;
      for (const { items, resolve } of group) resolve(answers.slice(at, (at += items.length)));
    } catch (error) {
      if (group.length > 1 && this.#options.isOwnFault(error)) for (const entry of group) await this.#run([entry]);
      else for (const { reject } of group) reject(error);
    }
  }
}
