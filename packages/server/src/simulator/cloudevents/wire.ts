import type { Capabilities } from "onefn/provider";
import {
  createBroker,
  type Fate,
  type Load,
  type NativeResult,
  type RecordWire,
  schema,
} from "onefn/simulator";
import type { HostOptions, RunningServer } from "../host.js";
import { type Answer, asJson } from "../push.js";
import { startReceiver } from "../receiver.js";
import type { CloudEventDocument } from "./event.js";
import { inBatchedMode, inBinaryMode, inStructuredMode, type Written } from "./modes.js";
import type { Sender } from "./senders.js";

/** How one mode of CloudEvents over HTTP differs from another. */
export interface CloudEventsWay {
  readonly trigger: string;
  readonly capabilities: Capabilities;
  readonly mode: "binary" | "structured" | "batched";
  start(load: Load, options: HostOptions): Promise<RunningServer>;
}

const { integer, literal, object, record, string, union } = schema;

/** Anything in an answer of 2xx could be an event in reply. */
const acknowledgement = object({ status: literal(204), headers: record(string()), body: literal("") });

const cloudEventsResult: NativeResult = {
  schema: union(
    acknowledgement,
    object({ status: integer(400, 599), headers: record(string()), body: string(/^[\w ]*$/) }),
  ),
  wrong: [
    { status: 200, headers: {}, body: "" },
    { status: 202, headers: {}, body: "ok" },
    { status: 204, headers: {}, body: "ok" },
    { status: 302, headers: {}, body: "" },
    { status: 500, headers: {}, body: "Error: at handler (index.js:1)" },
  ],
};

/** Milliseconds until a sender tries again, as Knative's `backoffDelay` has it. */
const BACKOFF = 1000;

/**
 * What Knative does with a status: some of 4xx come from a service that is not ready.
 * @see https://github.com/knative/specs/blob/main/specs/eventing/data-plane.md#event-acknowledgement-and-delivery-retry
 */
function fateOf(status: number): Fate {
  if (status >= 200 && status < 300) return "done";
  return status >= 500 || [404, 408, 409, 429].includes(status) ? "again" : "dead";
}

/** Puts functions behind a sender of CloudEvents, such as a trigger of Knative's. */
export function createCloudEventsWire<Kind extends string, Sent>(
  way: CloudEventsWay,
  { kind, document }: Sender<Kind, Sent>,
): RecordWire<Kind, Sent> {
  const { trigger, capabilities, mode, start } = way;
  return {
    kind,
    shape: "records",
    trigger,
    capabilities,
    result: cloudEventsResult,
    requests: true,
    async deploy(load, options = {}) {
      const { running, invoke } = await startReceiver(load, options, {
        start,
        write: (event) => write(event, mode),
        patience: options.timeout,
      });
      return createBroker<Sent, CloudEventDocument, CloudEventDocument, Answer>({
        trigger,
        from: "onefn/server",
        running,
        options,
        ...(mode !== "batched" && { batch: 1, unordered: true }),
        delay: BACKOFF,
        accept(sent, sending) {
          const { index, count } = sending;
          const stored = document(`${trigger} event ${index + 1} of ${count}`, sent, sending);
          return { id: stored.id, stored };
        },
        record: ({ stored, deadFrom }) =>
          deadFrom === undefined
            ? stored
            : { ...stored, knativeerrordest: running.url, knativeerrorcode: "500" },
        event: (documents) => (mode === "batched" ? documents : documents[0]),
        invoke,
        settle(answer, { length }) {
          const { status = 0 } = answer.nativeResult ?? {};
          return {
            fates: new Array<Fate>(length).fill(status === 0 ? "again" : fateOf(status)),
            together: true,
            nativeResult: undefined,
            ...answer,
          };
        },
        dead: (place) => `${place}-dead`,
      });
    },
  };
}

/** What somebody else sends in place of an event comes as JSON, whatever it is. */
function write(event: unknown, mode: CloudEventsWay["mode"]): Written {
  const isOwn = (each: unknown) => Object(each).specversion === "1.0";
  if (mode === "batched") {
    const documents = Array.isArray(event) && event.every(isOwn);
    return documents ? inBatchedMode(event as CloudEventDocument[]) : asJson(event);
  }
  if (!isOwn(event)) return asJson(event);
  const document = event as CloudEventDocument;
  return mode === "binary" ? inBinaryMode(document) : inStructuredMode(document);
}
