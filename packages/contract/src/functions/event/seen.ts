import type { CloudEvent, Context } from "onefn";

/** What `contract-seen` reports about an event. */
export interface SeenEvent {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  readonly time: string | null;
  /** `"nothing"` for undefined. */
  readonly data: unknown;
  /** The result of `JSON.stringify`. */
  readonly json: string;
  readonly requestId: string;
}

/** Everything that a handler can read from its event, as JSON. */
export function seenEvent(event: CloudEvent, context: Context): Readonly<Record<string, unknown>> {
  const { specversion, id, source, type } = event;
  const seen: SeenEvent = {
    specversion,
    id,
    source,
    type,
    subject: event.subject ?? null,
    time: event.time ?? null,
    data: event.data === undefined ? "nothing" : event.data,
    json: JSON.stringify(event),
    requestId: context.requestId,
  };
  return { ...seen };
}
