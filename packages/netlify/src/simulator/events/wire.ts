import { randomUUID } from "node:crypto";
import { OnefnError } from "onefn/provider";
import { createBroker, type EventWire, type OutgoingEvent, type WrittenRequest } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { NetlifyHost } from "../host.js";
import { newId } from "../network.js";
import { answerTo, emptyAnswer, type PostedAnswer, settleOnly, startPosting } from "../posted.js";

const TRIGGER = "platform-events";
/** Milliseconds. */
const TIMEOUT = 60_000;
/** The event that is sent. Any would do: a place is the URL of a site. */
const NAME = "deploy_succeeded";

/** What is sent about a deploy. */
interface Notification {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly site: { readonly id: string; readonly url: string };
}

/** Connects a host's functions to the deploys of sites. */
export function createEventsWire(host: NetlifyHost): EventWire {
  return {
    kind: "event",
    shape: "records",
    trigger: TRIGGER,
    capabilities: capabilities[TRIGGER] ?? {},
    result: emptyAnswer,
    requests: true,
    async deploy(load, options = {}) {
      const { adapt, timeout = TIMEOUT } = options;
      const { running, path = "/.netlify/functions/deploys" } = await startPosting(host, load, adapt);
      return createBroker<OutgoingEvent, Notification, Notification, PostedAnswer>({
        trigger: TRIGGER,
        from: "onefn/netlify",
        running,
        options,
        batch: 1,
        attempts: 1,
        delay: 0,
        unordered: true,
        accept(event, { to, now }) {
          const { payload, id } = payloadOf(event, to, now);
          return {
            id: `${NAME}.${id}`,
            stored: { payload, site: { id: "0d3a9d2f-ef94-4380-93df-27ee400e2048", url: to } },
          };
        },
        record: ({ stored }) => stored,
        event: ([notification]) => notification,
        async invoke(event, _, __, rewrite) {
          const written = writtenOf(event, path);
          return answerTo(running, rewrite?.(written) ?? written, newId(), timeout);
        },
        settle: settleOnly,
      });
    },
  };
}

/** @throws OnefnError ONEFN_MESSAGE_INVALID for data that is no object: a payload describes a deploy. */
function payloadOf({ data, native = {} }: OutgoingEvent, place: string, now: number) {
  if (Object(data) !== data || Array.isArray(data)) {
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/netlify] ${place}: the payload of an event is an object. Send one.`,
    );
  }
  const id = randomUUID();
  return { id, payload: { ...(data as object), id, created_at: new Date(now).toISOString(), ...native } };
}

/** What takes the place of an event, and is none, comes without the header. */
function writtenOf(event: unknown, path: string): WrittenRequest {
  const { payload } = Object(event) as Partial<Notification>;
  const body = JSON.stringify(event) ?? "";
  const type = { "content-type": "application/json" };
  if (payload?.id) return { path, headers: { ...type, "x-netlify-event": NAME }, body };
  return { path, headers: { "content-type": "application/octet-stream" }, body };
}
