import { type Call, lateness, type MessageSource, type Reading, type ScheduleSource } from "onefn/provider";
import { payloadOf } from "./payload.js";
import { Published } from "./published.js";

/** A message of Pub/Sub, with the topic or the subscription that it came from. */
type Sent = MessageSource & { readonly origin: string };

/** A message that Cloud Scheduler published. Nothing in it tells that it did. */
class PublishedTick extends Published<Sent> implements ScheduleSource {
  readonly #call: Pick<Call, "options">;

  constructor(message: Sent, call: Pick<Call, "options">) {
    super(message);
    this.#call = call;
  }

  /** When it was published: the planned time is not told, and Cloud Scheduler publishes within seconds of it. */
  scheduledAt(): Date | undefined {
    return this.message.enqueuedAt();
  }
  cron(): undefined {
    return undefined;
  }
  late(): number | undefined {
    const at = this.scheduledAt();
    return at && lateness(at, this.#call);
  }
  data(): unknown {
    const body = this.message.body() ?? "";
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
    return payloadOf(bytes, this.message.contentType?.());
  }
}

/**
 * A message is a tick where no message function claims its topic, or its subscription where the topic is not told, and the
 * function of a schedule does by its name.
 */
export const pubsubTick: Reading<Sent> = {
  kind: "schedule",
  byName: true,
  origin: ({ origin }) => origin,
  names: (origin) => [origin.slice(origin.lastIndexOf("/") + 1)],
  decode: (message, _, call) => new PublishedTick(message, call),
};
