import type { Capabilities, Capability } from "onefn/provider";
import { eventGridGaps } from "./event-grid-capabilities.js";
import { polled } from "./poll/capabilities.js";
import { croner } from "./schedule/capabilities.js";
import { transformGaps } from "./transform-capabilities.js";

const YES = { supported: true } as const;

const server: Capabilities = {
  streaming: YES,
  disconnect: YES,
  deadline: {
    supported: false,
    reason:
      "A server gives a handler as long as it needs; proxies in front of it have limits but do not tell it.",
    source: "https://nodejs.org/docs/latest-v24.x/api/http.html#serverrequesttimeout",
  },
  base64Requests: {
    supported: false,
    reason: "A request body is a stream of bytes.",
    source: "https://nodejs.org/docs/latest-v24.x/api/http.html#class-httpincomingmessage",
  },
  unknownEvents: {
    supported: false,
    reason: "A server turns what arrives on its connections into requests, and passes on nothing else.",
    source: "https://nodejs.org/docs/latest-v24.x/api/http.html#event-request",
  },
  waitUntil: { supported: true, how: "held open" },
  auth: {
    supported: false,
    reason: "No gateway verifies a caller before the request arrives; do it in middleware.",
    source: "https://nodejs.org/docs/latest-v24.x/api/http.html#class-httpincomingmessage",
  },
};

const passing: Capabilities = {
  ...server,
  endToEndHeaders: {
    supported: false,
    reason: "A Response passes unchanged, and Bun and Deno send its headers.",
    source: "https://bun.com/docs/runtime/http/server",
  },
  byteStreams: {
    supported: false,
    reason: "A Response passes unchanged: Bun sends text in its stream, Deno ends the answer there.",
    source: "https://bun.com/docs/runtime/streams",
  },
  byobRequests: {
    supported: false,
    reason: "On Bun and Deno, a request body is not a byte stream, unless it comes in chunks.",
    source: "https://docs.deno.com/api/web/~/ReadableStreamBYOBReader",
  },
};

const PUBSUB = "https://cloud.google.com/pubsub/docs";

const TEXTS: Capability = {
  supported: false,
  reason: "The attributes of a message are texts.",
  source: `${PUBSUB}/reference/rest/v1/PubsubMessage`,
};

/** What Pub/Sub itself cannot do, however its messages arrive. */
export const pubsubGaps: Capabilities = {
  batch: {
    supported: false,
    reason: "Each message is pushed by itself.",
    source: `${PUBSUB}/push#receive_push`,
  },
  retryAfter: {
    supported: false,
    reason:
      "The subscription's backoff decides when a message is delivered again; no message can have its own.",
    source: `${PUBSUB}/handling-failures#subscription_retry_policy`,
  },
  reject: {
    supported: false,
    reason: "Pub/Sub moves a message to the dead-letter topic after maxDeliveryAttempts, not on demand.",
    source: `${PUBSUB}/dead-letter-topics`,
  },
  typedAttributes: TEXTS,
  binaryAttributes: TEXTS,
};

/** Attributes that travel as headers. */
const HEADERS: Capability = {
  supported: false,
  reason: "Attributes arrive as headers, whose names have no capitals.",
  source: "https://www.rfc-editor.org/rfc/rfc9110#section-5.1",
};

/** What Pub/Sub cannot do where it pushes the payload unwrapped. */
export const unwrappedGaps: Capabilities = {
  ...pubsubGaps,
  attempt: {
    supported: false,
    reason: "No header has the delivery attempt, whatever the subscription's policy.",
    source: `${PUBSUB}/payload-unwrapping`,
  },
  attributeNames: HEADERS,
};

const TASKS = "https://cloud.google.com/tasks/docs";
const TASK_REQUEST = `${TASKS}/reference/rest/v2/projects.locations.queues.tasks#HttpRequest`;

const TASK_TEXTS: Capability = {
  supported: false,
  reason: "The attributes of a task are the headers of its request.",
  source: TASK_REQUEST,
};

const UNORDERED: Capability = {
  supported: false,
  reason: "A queue keeps no order, and tasks have no keys.",
  source: `${TASKS}/common-pitfalls#ordering_of_execution`,
};

/** What Cloud Tasks itself cannot do. */
export const cloudTasksGaps: Capabilities = {
  batch: { supported: false, reason: "Each task is a request of its own.", source: TASK_REQUEST },
  order: UNORDERED,
  key: UNORDERED,
  retryAfter: {
    supported: false,
    reason:
      "Cloud Tasks slows down the whole queue if it is told to wait. The option throttleQueue has onefn tell it.",
    source: TASK_REQUEST,
  },
  reject: {
    supported: false,
    reason:
      "A task is repeated until the maxAttempts of its queue, and is then deleted; there is no dead letter.",
    source: `${TASKS}/configuring-queues#retry`,
  },
  enqueuedAt: {
    supported: false,
    reason: "Cloud Tasks tells when a task was due, and not when it was created.",
    source: `${TASKS}/creating-http-target-tasks#handler`,
  },
  attributeNames: HEADERS,
  typedAttributes: TASK_TEXTS,
  binaryAttributes: TASK_TEXTS,
};

/** What a server adds to the gaps of what sends to it. */
const served: Capabilities = {
  deadline: server.deadline as Capability,
  waitUntil: { supported: true, how: "held open" },
};

const CLOUDEVENTS = "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents";
const KNATIVE = "https://knative.dev/docs/eventing";
const DAPR = "https://docs.dapr.io/reference/api/pubsub_api/";

const TYPES: Capability = {
  supported: false,
  reason: "An extension is a text, a boolean or an integer of 32 bits.",
  source: `${CLOUDEVENTS}/spec.md#type-system`,
};
const NAMES: Capability = {
  supported: false,
  reason: "The names of extensions are lower-case letters and digits.",
  source: `${CLOUDEVENTS}/spec.md#naming-conventions`,
};

/** What the attributes of a message lose as extensions of a CloudEvent, whoever sends it. */
const inExtensions: Capabilities = {
  attributeNames: NAMES,
  dottedNames: NAMES,
  typedAttributes: TYPES,
  binaryAttributes: TYPES,
};

const overHttp: Capabilities = {
  ...served,
  order: {
    supported: false,
    reason:
      "Each request is sent by itself; a sender such as Knative promises no order unless it is configured.",
    source: `${KNATIVE}/event-delivery/`,
  },
  attempt: {
    supported: false,
    reason: "CloudEvents have no attribute for it.",
    source: `${CLOUDEVENTS}/spec.md#context-attributes`,
  },
  retryAfter: {
    supported: false,
    reason: "The sender's own backoff decides; Knative heeds Retry-After only as an alpha feature.",
    source: `${KNATIVE}/features/delivery-retryafter/`,
  },
};

const oneARequest: Capability = {
  supported: false,
  reason: "Each event is a request of its own.",
  source: `${CLOUDEVENTS}/bindings/http-protocol-binding.md#13-content-modes`,
};

const WHOLE = `${CLOUDEVENTS}/bindings/http-protocol-binding.md#33-batched-content-mode`;

const batched: Capabilities = {
  ...overHttp,
  ...inExtensions,
  partialFailure: {
    supported: false,
    reason:
      "One status answers all events of a request. onefn handles every event, then has all sent again if any failed.",
    source: WHOLE,
  },
  reject: {
    supported: false,
    reason: "A status that refuses one event for good would refuse all of its request.",
    source: WHOLE,
  },
};

const JSON_NUMBERS = "https://www.rfc-editor.org/rfc/rfc8259#section-6";

/** Notifications in onefn's own form. */
const ofObjects: Capabilities = {
  severalInOne: {
    supported: false,
    reason: "An event has one notification.",
    source: `${CLOUDEVENTS}/spec.md#event`,
  },
  testNotifications: {
    supported: false,
    reason: "CloudEvents have no test notification.",
    source: `${CLOUDEVENTS}/spec.md#event`,
  },
  besideMessages: oneARequest,
};

/** Changes in onefn's own form, which is JSON. */
const ofItems: Capabilities = Object.fromEntries(
  [
    ["exactNumbers", "A number in JSON is parsed as a double."],
    ["binaryValues", "JSON has no bytes."],
    ["sets", "JSON has no sets."],
  ].map(([name = "", reason = ""]) => [name, { supported: false, reason, source: JSON_NUMBERS }]),
);

const dapr: Capabilities = {
  ...served,
  ...inExtensions,
  order: {
    supported: false,
    reason: "Dapr promises no order, whatever its broker does.",
    source: "https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-overview/",
  },
  key: {
    supported: false,
    reason: "A publisher's key is metadata for the broker, which the message does not have.",
    source: DAPR,
  },
  attempt: { supported: false, reason: "A message does not say how often it was sent.", source: DAPR },
  retryAfter: {
    supported: false,
    reason: "The resiliency policy of Dapr decides when a message is sent again.",
    source: "https://docs.dapr.io/operations/resiliency/policies/",
  },
};

/**
 * Capabilities by wire: `node` is `serve` on Node, `fetch` is the Fetch handler on Bun, Deno and other servers, and
 * those that end in `poll` are what `poll` fetches from, `croner` is `runSchedules`, and the others are events that arrive as requests by either.
 */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  node: server,
  fetch: passing,
  "pubsub-push": { ...pubsubGaps, ...served },
  "pubsub-push-unwrapped": { ...unwrappedGaps, ...served },
  "cloud-tasks": { ...cloudTasksGaps, ...served },
  cloudevents: { ...overHttp, ...inExtensions, batch: oneARequest },
  "cloudevents-structured": { ...overHttp, ...inExtensions, batch: oneARequest },
  "cloudevents-batch": batched,
  "cloudevents-any": { ...overHttp, batch: oneARequest },
  "cloudevents-storage": { ...overHttp, ...ofObjects, batch: oneARequest },
  "cloudevents-change": { ...overHttp, ...ofItems, batch: oneARequest },
  dapr: {
    ...dapr,
    batch: {
      supported: false,
      reason: "Without bulkSubscribe, each message is sent by itself.",
      source: DAPR,
    },
  },
  "dapr-bulk": {
    ...dapr,
    mixedBatches: { supported: false, reason: "A bulk holds messages of one topic.", source: DAPR },
  },
  "event-grid": { ...eventGridGaps, ...served },
  task: { ...served, disconnect: YES },
  transform: { ...served, ...transformGaps },
  ...polled,
  croner,
};
