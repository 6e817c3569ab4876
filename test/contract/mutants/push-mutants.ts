import { Buffer } from "node:buffer";
import { type Mutant, type Native, ofWire } from "./mutant.js";
import { status, verifying, WRONG_SECRET, WRONG_TOKEN } from "./verified.js";

/** Node keeps headers twice: as they were sent, and by their names. */
function setHeader(request: Native, name: string, change: (value: string) => string | undefined): void {
  const index = request.rawHeaders.findIndex(
    (each: string, at: number) => at % 2 === 0 && each.toLowerCase() === name,
  );
  if (index < 0) return;
  const value = change(request.rawHeaders[index + 1]);
  request.rawHeaders.splice(index, 2, ...(value === undefined ? [] : [name, value]));
  if (value === undefined) delete request.headers[name];
  else request.headers[name] = value;
}

const NOT_VERIFIED = {
  name: "verify is not called",
  options: verifying(() => "platform"),
  caughtBy: [
    WRONG_SECRET,
    WRONG_TOKEN,
    "what is not verified is not read: whatever it holds, it is answered 401",
  ],
};

const ACKNOWLEDGED = "returning nothing acknowledges, and so does ack()";
const ATTRIBUTES_ALONE = "a message of attributes alone arrives, with an empty body";

/** An adapter that takes a push without data for done. */
function takesEmptyForDone(): Pick<Mutant, "event" | "sink"> {
  let isEmpty = false;
  return {
    event(request) {
      isEmpty = !Number(request.headers["content-length"]);
      if (isEmpty) setHeader(request, "x-goog-pubsub-message-id", () => undefined);
    },
    sink: (response) => isEmpty && status(() => 204)(response),
  };
}

/** Adapters of messages that are requests, with the mistakes that people make there. */
export const pushMutants: readonly Mutant[] = [
  ...ofWire("gcp/pubsub-push-unwrapped", [
    NOT_VERIFIED,
    {
      name: "a push with attributes alone is acknowledged, and no function runs",
      ...takesEmptyForDone(),
      caughtBy: [ATTRIBUTES_ALONE],
    },
    {
      name: "202 is sent as acknowledgement, which redelivers on some of Pub/Sub's servers",
      sink: status((code) => (code === 204 ? 202 : code)),
      caughtBy: [ACKNOWLEDGED],
    },
    {
      name: "the ordering key is looked for under the emulator's name alone",
      event: (request) => setHeader(request, "x-goog-pubsub-ordering-key", () => undefined),
      caughtBy: ["a key arrives as the message's key"],
    },
    {
      name: "attributes in UTF-8 are read as Latin-1",
      event: (request) =>
        setHeader(request, "city", (value) => Buffer.from(value, "utf8").toString("latin1")),
      caughtBy: ["attributes arrive with their names and values"],
    },
    {
      name: "headers that no sender has set are attributes",
      event(request) {
        request.rawHeaders.push("x-hop", "1");
        request.headers["x-hop"] = "1";
      },
      caughtBy: ["an attribute named like a member of Object is an ordinary attribute"],
    },
    {
      name: "the subscription is lost, so that the event is unknown",
      event: (request) => setHeader(request, "x-goog-pubsub-subscription-name", () => undefined),
      caughtBy: [
        ACKNOWLEDGED,
        "a function gets the records of the place that the option names maps to its claim",
      ],
    },
  ]),
  ...ofWire("gcp/cloud-tasks", [
    NOT_VERIFIED,
    {
      name: "Retry-After is sent without the option, and holds the whole queue back",
      options: (options) => ({ ...options, throttleQueue: true }),
      caughtBy: ["a retry with a delay delivers again, its neighbours are acknowledged"],
    },
    {
      name: "a failure is answered 503, which slows down the whole queue",
      sink: status((code) => (code === 500 ? 503 : code)),
      caughtBy: ["retry() delivers again, its neighbours are acknowledged"],
    },
    {
      name: "the attempt is taken from the execution count, which leaves out what failed with a 5xx",
      event: (request) =>
        setHeader(
          request,
          "x-cloudtasks-taskretrycount",
          () => request.headers["x-cloudtasks-taskexecutioncount"],
        ),
      caughtBy: ["a failed record is delivered again until it is dead, with the number of each delivery"],
    },
    {
      name: "what is rejected is answered 2xx, which deletes the task",
      sink: status((code) => (code === 500 ? 204 : code)),
      caughtBy: ["a record that is rejected is not acknowledged, and the log says why"],
    },
    {
      name: "the body is read as text",
      event(request) {
        if (request.rawBody) request.rawBody = Buffer.from(request.rawBody.toString("utf8"));
      },
      caughtBy: ["a body of bytes arrives byte by byte"],
    },
    {
      name: "the type that Cloud Tasks writes where the sender named none is taken for the sender's",
      event: (request) =>
        setHeader(request, "content-type", (type) => type.replace("application/octet", "binary/octet")),
      caughtBy: ["a body without a content type is text"],
    },
  ]),
];
