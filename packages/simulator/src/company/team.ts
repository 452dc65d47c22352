/** How long until somebody owns a case, in working time: a mixture of three habits. The rest is left lying. */
export interface OwnershipHabit {
  /** Share taken on within 20 s to 10 min, as on the phone. */
  readonly atOnce: number;
  /** Share taken on as soon as it is seen: exponential with `sameDayMeanHours`. */
  readonly sameDay: number;
  readonly sameDayMeanHours: number;
}

/** A team, how well it recovers and how it passes cases on. Probabilities are those before the turn. */
export interface Team {
  readonly id: string;
  /** Ids of its people; at least 3. */
  readonly agents: readonly string[];
  /** P(recovered) of a case of this team; a cause may be easier or harder. */
  readonly recovered: number;
  /** How what is not recovered (and no repeated complaint) is shared out; weights. */
  readonly failures: {
    readonly unresolved: number;
    readonly reopened: number;
    readonly saidNo: number;
    readonly nothingDone: number;
  };
  /** Share of `turnSize` by which P(recovered) grows at the turn. */
  readonly turn: number;
  readonly ownership: OwnershipHabit;
  /** P(passed on at least once), for cases that will be recovered and for the others. */
  readonly passedOn: { readonly recovered: number; readonly notRecovered: number };
  /** P(once more), after each hand-off: the number beyond the first is geometric. */
  readonly passedOnAgain: number;
  /** What the turn adds to P(passed on at least once). */
  readonly passedOnTurn: number;
  /** Share of hand-offs that go to another team. */
  readonly acrossTeams: number;
  /** The team with which it passes cases back and forth; null: any. */
  readonly partner: string | null;
  /** Days from owning a case to its resolution, on average. */
  readonly fixDays: number;
}

/** Why customers complain. */
export interface Cause {
  readonly name: string;
  /** The team that can solve it. */
  readonly team: string;
  /** Share of complaints; weights. */
  readonly weight: number;
  /** Added to the team's P(recovered). */
  readonly ease: number;
  readonly solution: 'refund' | 'exchange' | 'repair' | 'credit' | 'help' | 'explanation';
}
