import {
  EventRequest,
  type MessageSource,
  parseTraceparent,
  type RequestCodec,
  type Trace,
} from "onefn/provider";
import { answerPush, PUBLISHED, pubsubReading } from "./pubsub.js";
import { sentHeaders } from "./sent-headers.js";

/** A message that is a request: its data is the body, its attributes and all that Pub/Sub tells are headers. */
export class UnwrappedSource implements MessageSource {
  readonly #event: EventRequest;
  readonly origin: string;
  readonly id: string;

  constructor(event: EventRequest) {
    this.#event = event;
    this.origin = event.header(SUBSCRIPTION) ?? "";
    this.id = event.header(ID) ?? "";
  }

  get record(): Request {
    return this.#event.request;
  }
  source(): string {
    return `//pubsub.googleapis.com/${this.origin}`;
  }
  type(): string {
    return PUBLISHED;
  }
  enqueuedAt(): Date | undefined {
    const sent = Date.parse(this.#event.header("x-goog-pubsub-publish-time") ?? "");
    return sent > 0 ? new Date(sent) : undefined;
  }
  body(): Uint8Array {
    return this.#event.body;
  }
  contentType(): string | undefined {
    return this.#event.header("content-type") ?? undefined;
  }
  attributes(): Readonly<Record<string, string>> {
    return sentHeaders(this.#event.request.headers);
  }
  /** Pub/Sub writes no header for it. */
  attempt(): undefined {
    return undefined;
  }
  /** The emulator has another name for it. */
  key(): string | undefined {
    const event = this.#event;
    return event.header("x-goog-pubsub-ordering-key") || event.header("x-goog-ordering-key") || undefined;
  }
  /** Google's front end continues the trace of `traceparent`; the client libraries' own attribute passes unchanged. */
  trace(): Trace | undefined {
    const header = (name: string) => this.#event.header(name);
    return (
      parseTraceparent(header("googclient_traceparent"), header("googclient_tracestate")) ??
      parseTraceparent(header("traceparent"), header("tracestate"))
    );
  }
}

const ID = "x-goog-pubsub-message-id";
const SUBSCRIPTION = "x-goog-pubsub-subscription-name";

/**
 * Pub/Sub by push, with the payload unwrapped and its metadata written. Without the metadata, a request tells neither
 * that it comes from Pub/Sub nor which message it is, so that no codec could know it.
 *
 * A publisher may name an attribute like a header of Pub/Sub's or of Cloud Tasks'. Such a request has two values in one
 * header, or is of two senders: it is refused.
 * @see https://cloud.google.com/pubsub/docs/payload-unwrapping
 */
export const pubsubUnwrapped: RequestCodec<UnwrappedSource> = {
  trigger: "pubsub-unwrapped",
  matches: (event) =>
    event instanceof EventRequest &&
    /^[\w-]+$/.test(event.header(ID) ?? "") &&
    /^projects\/[^/,]+\/subscriptions\/[^/,]+$/.test(event.header(SUBSCRIPTION) ?? "") &&
    event.header("x-cloudtasks-taskname") === null,
  records: (event) => [new UnwrappedSource(event)],
  readings: [pubsubReading],
  settle: answerPush,
};
