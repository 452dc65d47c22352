import type { EventEnvelope } from '@finest-hour/events';
import type { CaseOutcome, CustomerOutcome } from './outcome/outcome.ts';
import type { Parameters } from './parameters.ts';
import { Envelopes } from './stream/envelope.ts';
import { run } from './stream/run.ts';
import { tellTruth } from './truth/tell.ts';
import type { Truth } from './truth/truth.ts';
import { makeWorld } from './world.ts';

/** A simulated company. Each of its methods makes the company anew, and always the same. */
export interface Simulation {
  /** The parameters, completed. */
  readonly parameters: Parameters;
  /** All events in about the order in which they arrive, in batches; the memory holds only what is on its way. */
  batches(): Generator<readonly EventEnvelope[]>;
  /** What each case amounts to, as it was made: in about the order of their openings. */
  outcomes(): Generator<CaseOutcome>;
  /** Whether each customer came back, by complaints that no other complaint led to. */
  customers(): Generator<CustomerOutcome>;
  /** What is true of the company because of its parameters; plain JSON. */
  truth(): Truth;
}

/** Makes a company. Throws ParameterError for parameters that make none. */
export function simulate(parameters: Partial<Parameters> = {}): Simulation {
  const world = makeWorld(parameters);
  const { batchSize } = world.parameters;
  return {
    parameters: world.parameters,
    *batches() {
      const envelopes = new Envelopes();
      let batch: EventEnvelope[] = [];
      for (const { arrivals } of run(world)) {
        for (const draft of arrivals) {
          batch.push(envelopes.make(draft));
          if (batch.length < batchSize) continue;
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) yield batch;
    },
    *outcomes() {
      for (const { cases } of run(world)) yield* cases;
    },
    *customers() {
      for (const { customers } of run(world)) yield* customers;
    },
    truth: () => tellTruth(world),
  };
}
