export type Attributes = Readonly<Record<string, string | number>>;

/** A piece of work that is over: it ended just now. */
export interface FinishedSpan {
  readonly name: string;
  /** Whether it answered a request from outside. */
  readonly kind: 'server' | 'internal';
  readonly ms: number;
  readonly attributes: Attributes;
  /** The header of the request, where it belongs to a trace already. */
  readonly traceparent?: string | null;
  readonly failed?: boolean;
}

/** Where spans go. */
export interface Tracer {
  record(span: FinishedSpan): void;
  /** Sends what is still here. */
  stop(): Promise<void>;
}

export const NO_TRACER: Tracer = { record: () => undefined, stop: () => Promise.resolve() };

const started: Tracer[] = [];

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Spans go to the OpenTelemetry collector that `OTEL_EXPORTER_OTLP_ENDPOINT` (or `…_TRACES_ENDPOINT`) names, as OTLP
 * over HTTP; where neither is set nothing is loaded and nothing is sent.
 */
export async function startTracer(app: string, variables: Variables = process.env): Promise<Tracer> {
  if (!variables['OTEL_EXPORTER_OTLP_ENDPOINT'] && !variables['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) return NO_TRACER;
  const { createOtelTracer } = await import('./otel-tracer.ts');
  const tracer = createOtelTracer(variables['OTEL_SERVICE_NAME'] || `finest-hour-${app}`);
  started.push(tracer);
  return tracer;
}

/** Stops every tracer of this process, wherever it was started; at the end, by who ends the process. */
export async function stopTracers(): Promise<void> {
  await Promise.allSettled(started.splice(0).map((tracer) => tracer.stop()));
}
