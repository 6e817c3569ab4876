import { type Answer, startReceiver } from "@onefn/server/simulator";
import type { Capabilities } from "onefn/provider";
import {
  createBroker,
  type NativeResult,
  type RecordWire,
  type Sending,
  type Settlement,
  schema,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { FrameworkHost } from "../host.js";
import { type GoogleCloudEvent, writeEvent } from "./cloud-event.js";

const { literal, object, record, string, union } = schema;

/** Only a 204 and errors: what stands in between could read any other answer differently. */
export const eventarcResult: NativeResult = {
  schema: union(
    object({ status: literal(204), headers: record(string()), body: literal("") }),
    object({
      status: literal(400, 401, 404, 413, 500),
      headers: record(string()),
      body: string(/^[\w .]*$/),
    }),
  ),
  wrong: [
    { status: 200, headers: {}, body: "" },
    { status: 202, headers: {}, body: "" },
    { status: 204, headers: {}, body: "ok" },
    { status: 500, headers: {}, body: '[onefn/gcp] function "orders"' },
  ],
};

/** Milliseconds: Eventarc's first backoff. */
const BACKOFF = 10_000;

/** How the events of one source differ from those of another. */
export interface EventarcWay<Kind extends string, Sent> {
  readonly kind: Kind;
  readonly trigger: string;
  readonly signature: "http" | "cloudevent";
  /** Makes the event that is stored for what a sender writes. Throws if the source refuses it. */
  accept(
    sent: Sent,
    place: string,
    sending: Sending,
  ): { readonly id: string; readonly stored?: GoogleCloudEvent };
}

/**
 * Puts functions behind triggers of Eventarc, one event a request. What fails is sent again.
 * @see https://cloud.google.com/eventarc/docs/retry-events
 */
export function createEventarcWire<Kind extends string, Sent>(
  host: FrameworkHost,
  { kind, trigger, signature, accept }: EventarcWay<Kind, Sent>,
): RecordWire<Kind, Sent> {
  return {
    kind,
    shape: "records",
    trigger,
    capabilities: capabilities[trigger] as Capabilities,
    result: eventarcResult,
    ...(signature === "http" && { requests: true as const }),
    async deploy(load, options = {}) {
      const { running, invoke } = await startReceiver(load, options, {
        start: (functions, how) => host.start(functions, { ...how, signature }),
        write: writeEvent,
      });
      return createBroker({
        trigger,
        from: "onefn/gcp",
        running,
        options,
        batch: 1,
        delay: BACKOFF,
        unordered: true,
        accept(sent: Sent, sending) {
          const { to, index, count } = sending;
          return accept(sent, `${trigger} event ${index + 1} of ${count} for ${to}`, sending);
        },
        record: ({ stored }: { readonly stored: GoogleCloudEvent }) => stored,
        event: ([event]) => event,
        invoke,
        settle: settledByStatus,
      });
    },
  };
}

/** Anything but a 2xx has the only record of a request sent again. */
export function settledByStatus(answer: Answer): Settlement {
  const { status = 0 } = answer.nativeResult ?? {};
  const fate = status >= 200 && status < 300 ? "done" : "again";
  return { fates: [fate], nativeResult: undefined, ...answer };
}
