import { type Mutant, type Native, ofWire } from "./mutant.js";

/** An answer with another status. */
const status =
  (map: (status: number) => number) =>
  (answer: Native): Native => ({ ...answer, status: map(answer.status) });

/** An answer with another body, where it is Dapr's. */
const told = (map: (body: Native, event: Native) => Native) => (answer: Native, event: Native) =>
  answer.status === 200 ? { ...answer, body: JSON.stringify(map(JSON.parse(answer.body), event)) } : answer;

/** A request with another document. */
const document = (map: (document: Native) => Native) => (request: Native) => {
  if (!/cloudevents|json/.test(request.headers["content-type"])) return request;
  const text = JSON.stringify(map(JSON.parse(Buffer.from(request.body, "latin1").toString())));
  const { "content-length": _, ...headers } = request.headers;
  return { headers, body: Buffer.from(text).toString("latin1") };
};

const headers = (map: (headers: Native) => Native) => (request: Native) => ({
  ...request,
  headers: map(request.headers),
});

/** An adapter without the option `events` as one that trusts everybody. */
const trusting = (options: Native): Native => ({ ...options, events: { verify: "platform" } });

const ACKNOWLEDGES = "returning nothing acknowledges, and so does ack()";
const AGAIN = "a retry with a delay is delivered again";
const DEAD = "a record that is rejected is dead at once";
const WHOLE = "a record that fails is not acknowledged, and its neighbours are neither lost nor dead";
const ATTRIBUTES = "attributes arrive with their names and values";
const BYTES = "a body of bytes arrives byte by byte";
const UNVERIFIED =
  "without the option events, an event is answered 401, and one log line says how to verify it";
const BESIDE =
  "an event reaches the event function whose filters match, and any other reaches the message function";
const BROKEN = "an event that is broken fails alone, also where a message function could take it";
const HANDSHAKE = "a handshake that is not verified is answered 401, and consents to nothing";
const NEIGHBOURS = "retry() delivers again, its neighbours are acknowledged";

/** Adapters of CloudEvents over HTTP, with the mistakes that people make there. */
export const cloudEventsMutants: readonly Mutant[] = [
  ...ofWire("server/cloudevents", [
    {
      name: "a failure is blamed on the event, which Knative then gives up",
      result: status((code) => (code === 500 ? 400 : code)),
      caughtBy: [AGAIN],
    },
    {
      name: "a rejected event comes again",
      result: status((code) => (code === 400 ? 500 : code)),
      caughtBy: [DEAD],
    },
    {
      name: "the acknowledgement has a body, which may be taken for an event",
      result: (answer) => (answer.status === 204 ? { ...answer, status: 202, body: "ok" } : answer),
      caughtBy: [ACKNOWLEDGES],
    },
    {
      name: "attributes are left percent-encoded",
      event: headers((all) =>
        Object.fromEntries(
          Object.entries<Native>(all).map(([name, value]) => [
            name,
            name.startsWith("ce-") ? value.replaceAll("%", "%25") : value,
          ]),
        ),
      ),
      caughtBy: [ATTRIBUTES],
    },
    {
      name: "extensions are lost",
      event: headers((all) =>
        Object.fromEntries(
          Object.entries(all).filter(([name]) => !/^ce-(?!id|source|type|specversion|time)/.test(name)),
        ),
      ),
      caughtBy: [
        ATTRIBUTES,
        "a key arrives as the message's key",
        "a message carries the trace of its sender",
      ],
    },
    {
      name: "the body is read as text",
      event: (request) => ({
        ...request,
        body: Buffer.from(Buffer.from(request.body, "latin1").toString()).toString("latin1"),
        headers: { ...request.headers, "content-length": undefined },
      }),
      caughtBy: [BYTES],
    },
    { name: "unverified events are taken", options: trusting, caughtBy: [UNVERIFIED] },
    {
      name: "a handshake is answered unchecked",
      result: (answer, { headers: { "webhook-request-origin": origin } }) =>
        origin ? { status: 200, headers: { "webhook-allowed-origin": origin }, body: "" } : answer,
      caughtBy: [HANDSHAKE],
    },
    {
      name: "a handshake that is refused tells the origin that it would allow",
      result: (answer, { headers: { "webhook-request-origin": origin } }) =>
        origin ? { ...answer, headers: { ...answer.headers, "webhook-allowed-origin": "*" } } : answer,
      caughtBy: [HANDSHAKE],
    },
  ]),
  ...ofWire("server/cloudevents-structured", [
    {
      name: "data_base64 is left in base64",
      event: document(({ data_base64, ...event }) => ({
        ...event,
        ...(data_base64 !== undefined && { data: data_base64 }),
      })),
      caughtBy: ["a body without a content type is text", BYTES],
    },
    {
      name: "a value is handed on as text of JSON",
      event: document(({ data, ...event }) => ({
        ...event,
        ...(data !== undefined && { data: typeof data === "string" ? data : JSON.stringify(data) }),
      })),
      caughtBy: ["a body of application/json; charset=utf-8 is read as such"],
    },
  ]),
  ...ofWire("server/cloudevents-batch", [
    {
      name: "a batch is acknowledged where one of it failed",
      result: status((code) => (code === 500 ? 204 : code)),
      caughtBy: [WHOLE],
    },
    {
      name: "a batch is refused for good where one of it failed",
      result: status((code) => (code === 500 ? 400 : code)),
      caughtBy: [WHOLE],
    },
    {
      name: "the first event of a batch alone is handled",
      event: document((events) => (Array.isArray(events) ? events.slice(0, 1) : events)),
      caughtBy: ["a batch handler gets its own records of a delivery, and no others"],
    },
  ]),
];

/** Adapters of CloudEvents for any kind, which give them to the wrong one. */
export const anyEventMutants: readonly Mutant[] = ofWire("server/cloudevents-any", [
  {
    name: "what no event function wants is acknowledged beside a message function",
    function: (fn) => (fn.kind === "message" ? { ...fn, handler() {} } : fn),
    caughtBy: [BESIDE],
  },
  {
    name: "a message function takes what an event function wants",
    function: (fn) => (isClaimed(fn) ? { ...fn, trigger: { ...fn.trigger, type: ["nobody's"] } } : fn),
    caughtBy: [BESIDE],
  },
  {
    name: "a broken event fails its whole request",
    result: status((code) => (code === 400 ? 500 : code)),
    caughtBy: [BROKEN],
  },
  {
    name: "a message function takes what is no event",
    event: headers((all) => ({ ...all, "ce-source": all["ce-source"] || "/unknown", "ce-type": "lost" })),
    caughtBy: [BROKEN],
  },
]);

const isClaimed = ({ trigger }: Native) => trigger?.type?.includes("contract-claimed");

/** Adapters of Dapr's pub/sub, with the mistakes that people make there. */
export const daprMutants: readonly Mutant[] = [
  ...ofWire("server/dapr", [
    {
      name: "what failed is dropped",
      result: told(({ status: was }) => ({ status: was === "RETRY" ? "DROP" : was })),
      caughtBy: [AGAIN],
    },
    {
      name: "what is rejected comes again",
      result: told(({ status: was }) => ({ status: was === "DROP" ? "RETRY" : was })),
      caughtBy: [DEAD],
    },
    {
      name: "nothing is said, which acknowledges",
      result: told(() => ({})),
      caughtBy: [AGAIN],
    },
    {
      name: "an event that fails is answered 404, which drops it",
      result: status((code) => (code === 500 ? 404 : code)),
      caughtBy: ["a delivery without a claimed record fails as a whole, and is logged"],
    },
    { name: "unverified messages are taken", options: trusting, caughtBy: [UNVERIFIED] },
  ]),
  ...ofWire("server/dapr-bulk", [
    {
      name: "one status is given for all entries",
      result: told(({ statuses = [] }) => ({ status: statuses[0]?.status })),
      caughtBy: [ACKNOWLEDGES],
    },
    {
      name: "entries are named by the ids of their events",
      result: told(({ statuses }, { body }) => ({
        statuses: statuses.map((each: Native, index: number) => ({
          ...each,
          entryId: JSON.parse(body).entries[index].event.id,
        })),
      })),
      caughtBy: [ACKNOWLEDGES, NEIGHBOURS],
    },
    {
      name: "statuses are given in another order",
      result: told(({ statuses }) => ({
        statuses: statuses.map(({ entryId }: Native, index: number) => ({
          entryId,
          status: statuses.at(-1 - index).status,
        })),
      })),
      caughtBy: ["the first, the last or all records of a delivery can fail"],
    },
    {
      name: "what failed in a bulk is dropped",
      result: told(({ statuses }) => ({
        statuses: statuses.map(({ entryId, status: was }: Native) => ({
          entryId,
          status: was === "RETRY" ? "DROP" : was,
        })),
      })),
      caughtBy: [NEIGHBOURS],
    },
  ]),
];

/** Adapters of Event Grid's webhooks, with the mistakes that people make there. */
export const eventGridMutants: readonly Mutant[] = [
  ...ofWire("server/event-grid", [
    {
      name: "a batch is acknowledged where one of it failed",
      result: status((code) => (code === 500 ? 204 : code)),
      caughtBy: [WHOLE],
    },
    {
      name: "a batch is answered 400 where one of it failed, which gives all of it up",
      result: status((code) => (code === 500 ? 400 : code)),
      caughtBy: [WHOLE],
    },
    {
      name: "the first event of a batch alone is handled",
      event: document((events) => (Array.isArray(events) ? events.slice(0, 1) : events)),
      caughtBy: [WHOLE],
    },
    {
      name: "the data is parsed twice",
      event: document((events) =>
        events.map(({ data, ...event }: Native) => ({ ...event, data: parsedAgain(data) })),
      ),
      caughtBy: ["the data of an event is a text that is JSON itself"],
    },
    {
      name: "the topic is a part of the type",
      event: document((events) =>
        events.map((event: Native) => ({ ...event, eventType: `${event.topic}/${event.eventType}` })),
      ),
      caughtBy: ["an event has the type of its sender"],
    },
    { name: "unverified events are taken", options: trusting, caughtBy: [UNVERIFIED] },
    {
      name: "a handshake is answered unchecked",
      result: (answer, { headers: told, body }) =>
        told["aeg-event-type"] === "SubscriptionValidation"
          ? {
              status: 200,
              headers: { "content-type": "application/json" },
              body: JSON.stringify({ validationResponse: JSON.parse(body)[0].data.validationCode }),
            }
          : answer,
      caughtBy: [HANDSHAKE],
    },
  ]),
];

function parsedAgain(data: Native): Native {
  try {
    return typeof data === "string" ? JSON.parse(data) : data;
  } catch {
    return data;
  }
}
