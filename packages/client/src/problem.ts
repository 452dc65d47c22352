/**
 * Why an event was refused: the server's own words (RFC 9457), or the client's where the server gave none. The client's
 * types are `not-json`, `queue-full`, `closed`, `gave-up`, `network`, `timeout`, `bad-answer` and `http`.
 */
export interface Problem {
  readonly type: string;
  readonly detail: string;
  readonly title?: string;
  /** JSON Pointer into the event to the field that is wrong; '' is the event itself. */
  readonly pointer?: string;
  /** The HTTP status that the whole request was answered with, where it was refused as a whole. */
  readonly status?: number;
}

/** An event as it goes over the wire (CloudEvents 1.0, structured mode). */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

/** The event is stored for ever (now, or by an earlier try). */
export interface Stored {
  readonly stored: true;
  readonly id: string;
}

/** No receipt says that the event is stored. Pushing it again with the same id is harmless. */
export interface Rejection {
  readonly stored: false;
  readonly id: string;
  /** The event as it was sent, or would have been. */
  readonly event: CloudEvent;
  readonly problem: Problem;
}

export type Outcome = Stored | Rejection;
