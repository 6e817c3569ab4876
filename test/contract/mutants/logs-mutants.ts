import { gunzipSync, gzipSync } from "node:zlib";
import { type Native, ofWire } from "./mutant.js";

/** Maps what is in the event of a subscription. */
const content = (map: (batch: Native) => Native) => (event: Native) => {
  const bytes = Buffer.from(event.awslogs.data, "base64");
  const packed = gzipSync(JSON.stringify(map(JSON.parse(gunzipSync(bytes).toString()))));
  return { awslogs: { data: packed.toString("base64") } };
};

/** Maps each line of an event. */
const eachLine = (map: (line: Native, index: number) => Native) =>
  content((batch) => ({ ...batch, logEvents: batch.logEvents.map(map) }));

/** A function whose handler sees another event. */
const withEvent = (own: (event: Native) => Readonly<Record<string, unknown>>) => (fn: Native) => ({
  ...fn,
  handler: (event: Native, context: Native) => {
    const replaced = own(event);
    const seen = { get: (_: Native, name: string) => (name in replaced ? replaced[name] : event[name]) };
    return fn.handler(new Proxy(event, seen), context);
  },
});

const FAILS = "a record that fails is not acknowledged, and its neighbours are neither lost nor dead";

/** Adapters that read or settle lines of CloudWatch Logs wrongly. */
export const logsMutants = ofWire("aws/logs", [
  {
    name: "a control message fails",
    event: content((batch) => {
      if (batch.messageType === "CONTROL_MESSAGE") return null;
      return batch;
    }),
    caughtBy: ["returning nothing acknowledges, and so does ack()"],
  },
  {
    name: "a line is read as JSON without a schema",
    function: withEvent(({ data }) => {
      try {
        return { data: JSON.parse(data) };
      } catch {
        return { data };
      }
    }),
    caughtBy: ["the data of an event is a text that is JSON itself"],
  },
  {
    name: "a line is parsed twice",
    event: eachLine((line) => ({ ...line, message: JSON.stringify(line.message) })),
    caughtBy: [
      "the data of an event is a text",
      "the data is the output of the schema, including defaults: contract-schema",
    ],
  },
  {
    name: "only the first line is handled",
    event: content((batch) => ({ ...batch, logEvents: batch.logEvents.slice(0, 1) })),
    caughtBy: ["a concurrency of one is one after another"],
  },
  {
    name: "the lines of a batch have one id",
    event: eachLine((line, _) => ({ ...line, id: "1" })),
    caughtBy: ["an event has the same id at each delivery", "a handler's log lines name its record"],
  },
  {
    name: "an id is random",
    function: withEvent(() => ({ id: crypto.randomUUID() })),
    caughtBy: ["an event has the same id at each delivery"],
  },
  {
    name: "the source is the log stream",
    event: content((batch) => ({ ...batch, logGroup: batch.logStream })),
    caughtBy: ["the data of an event is a text", "a handler's log lines name its record"],
  },
  {
    name: "the time is in seconds",
    event: eachLine((line) => ({ ...line, timestamp: line.timestamp / 1000 })),
    caughtBy: ["an event is a CloudEvent with an id, a source, a type and a time"],
  },
  {
    name: "a failed line is acknowledged with the others",
    thrown: () => null,
    caughtBy: [FAILS, "a record that is rejected is not acknowledged, and the log says why"],
  },
  {
    name: "an event that is not compressed is taken",
    event: (event) =>
      event?.awslogs?.data ? event : content((batch) => batch)({ awslogs: { data: EMPTY } }),
    caughtBy: [
      "a meaningless object in place of a delivery is refused with an error, and acknowledges nothing",
    ],
  },
]);

/** An event without lines. */
const EMPTY = gzipSync(JSON.stringify({ logGroup: "a", logEvents: [] })).toString("base64");
