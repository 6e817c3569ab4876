import {
  type CloudEventSource,
  createResponse,
  EventRequest,
  OnefnError,
  type RequestCodec,
} from "onefn/provider";

/** What Netlify sends about a deploy or a form. */
interface PlatformEvent {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly site?: { readonly id?: unknown; readonly url?: unknown } | undefined;
}

/** An event of the site: a deploy, or a form that was submitted. */
class PlatformSource implements CloudEventSource {
  readonly id: string;
  readonly #name: string;
  readonly #event: PlatformEvent;

  constructor(name: string, event: PlatformEvent, id: string) {
    this.id = `${name}.${id}`;
    this.#name = name;
    this.#event = event;
  }

  source(): string {
    const { id, url } = this.#event.site ?? {};
    return typeof url === "string" ? url : `//netlify.com/sites/${typeof id === "string" ? id : ""}`;
  }
  type(): string {
    return `com.netlify.${this.#name}`;
  }
  subject(): undefined {
    return undefined;
  }
  time(): Date | undefined {
    const { created_at: created } = this.#event.payload;
    const time = new Date(typeof created === "string" ? created : "");
    return Number.isNaN(time.getTime()) ? undefined : time;
  }
  data(): unknown {
    return this.#event.payload;
  }
}

/** Anyone can send this header: it identifies nobody. */
const NAME = "x-netlify-event";

/** A deploy has one id and several events, which happen at most once each. */
function read(event: EventRequest): PlatformSource {
  const { payload, site } = Object(event.json) as Partial<PlatformEvent>;
  const { id } = Object(payload) as { readonly id?: unknown };
  if (!payload || typeof id !== "string" || id === "")
    throw new OnefnError(
      "ONEFN_MESSAGE_UNDECODABLE",
      "the event has no payload with an id. Check what sends to the function.",
    );
  return new PlatformSource(event.header(NAME) ?? "", { payload, site }, id);
}

/**
 * Netlify's events of deploys and forms, one in each request.
 * @see https://docs.netlify.com/build/functions/trigger-on-events/
 */
export const platformEvents: RequestCodec<EventRequest> = {
  trigger: "platform-events",
  matches: (event) =>
    event instanceof EventRequest &&
    event.request.method === "POST" &&
    /^(?:deploy|submission)_\w+$/.test(event.header(NAME) ?? ""),
  records: (event) => [event],
  readings: [{ kind: "event", origin: (event) => event.header(NAME) ?? "", decode: read }],
  // Netlify does not promise to send an event again, so `deadLetter` gets a failed one at once.
  lastAttempt: () => true,
  settle: ([settled]) =>
    createResponse(null, { status: settled?.type === "ack" || settled?.type === "drop" ? 200 : 500 }),
};
