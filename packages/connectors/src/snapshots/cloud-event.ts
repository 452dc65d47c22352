/** A CloudEvent in structured JSON, as `POST /v1/events` takes it. `time` is RFC 3339 in UTC, with milliseconds. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}
