import * as a from "@onefn/azure/simulator";
import * as g from "@onefn/gcp/simulator";
import * as n from "@onefn/netlify/simulator";
import type { OwnType, TypedRow, WithoutType } from "./row.js";

const own =
  (from: string) =>
  (type: string): OwnType => ({ from, type });

const azure = own("@azure/functions");
const cloudEvents = own("@google-cloud/functions-framework");
const netlify = own("@netlify/functions");
const cloudflare = own("@cloudflare/workers-types");

const REQUEST_TYPE: OwnType = { type: "Request" };

const request = ["POST /orders?dry=1", { body: { sku: "tea" } }] as const;

export const azureTypes: readonly TypedRow[] = [
  ["timer", azure("Timer"), () => a.timer().input],
  [
    "sql",
    azure("SqlChange[]"),
    () => a.sql([{ operation: "insert", key: { id: "1" }, after: { n: 1 } }]).input,
  ],
  [
    "eventGrid",
    azure("EventGridEvent"),
    () => a.eventGrid([{ type: "a", data: {} }], { schema: "EventGrid" }).input,
  ],
];

const UNKNOWN_INPUT = "@azure/functions says `unknown` of the trigger's input.";

export const azureWithoutType: WithoutType = {
  httpRequest: "It is the library's own HttpRequest, made by its class.",
  serviceBus: UNKNOWN_INPUT,
  storageQueue: UNKNOWN_INPUT,
  eventHub: UNKNOWN_INPUT,
  kafka: UNKNOWN_INPUT,
  blob: UNKNOWN_INPUT,
  cosmos: UNKNOWN_INPUT,
  durableActivity: UNKNOWN_INPUT,
  entra: "It is the body of a request, of which Microsoft has types for .NET alone.",
  settledServiceBus:
    "@azure/functions-extensions-servicebus is a preview, and no dependency of the workspace.",
};

export const gcpTypes: readonly TypedRow[] = [
  ["pubsub", cloudEvents("CloudEvent<unknown>"), () => g.pubsub({ body: "a", attributes: { a: "1" } })],
  ["gcs", cloudEvents("CloudEvent<unknown>"), () => g.gcs("a b.jpg")],
  [
    "firestore",
    cloudEvents("CloudEvent<unknown>"),
    () => g.firestore.update({ id: "1" }, { id: "1", n: 1 }, { collection: "orders" }),
  ],
  ["eventarc", cloudEvents("CloudEvent<unknown>"), () => g.eventarc({ type: "a", data: { n: 1 } })],
];

const REQUEST = "A request: its body and headers are documented, and no package has types of them.";

export const gcpWithoutType: WithoutType = {
  cloudTask: REQUEST,
  pubsubPush: REQUEST,
  pubsubPushUnwrapped: REQUEST,
  cloudScheduler: REQUEST,
  taskRequest: REQUEST,
  bigQuery: REQUEST,
  blocking: REQUEST,
};

export const netlifyTypes: readonly TypedRow[] = [
  // The rest of Netlify's type helps to write answers; its runtime makes it, and no adapter reads it.
  [
    "netlifyRequest",
    { ...netlify("Context"), without: '"cookies" | "json" | "log" | "next" | "rewrite"' },
    '(await netlifyRequest("GET /")).context',
  ],
  ["netlifyRequest", REQUEST_TYPE, '(await netlifyRequest("GET /")).request'],
  ["netlifyV1Event", netlify("HandlerEvent"), () => n.netlifyV1Event(...request)],
  ["netlifySchedule", REQUEST_TYPE, 'netlifySchedule("clean-up")'],
  ["netlifyEvent", REQUEST_TYPE, 'netlifyEvent("deploy_succeeded")'],
  ["netlifyIdentity", REQUEST_TYPE, 'netlifyIdentity("identity-login")'],
  ["netlifyBackground", REQUEST_TYPE, "netlifyBackground({})"],
  ["workloadEvent", own("@netlify/async-workloads")("AsyncWorkloadEvent"), 'workloadEvent("a")'],
];

/** What the queue measures at that moment is in no batch that is made without one. */
const BATCH: OwnType = { ...cloudflare("MessageBatch"), without: '"metadata"' };

export const cloudflareTypes: readonly TypedRow[] = [
  ["fetchRequest", REQUEST_TYPE, 'await fetchRequest("GET /")'],
  ["queue", BATCH, 'queue(["a"])'],
  ["r2", BATCH, 'r2(["a.jpg"])'],
  ["cron", cloudflare("ScheduledController"), 'cron("30 3 * * *")'],
];

export const vercelTypes: readonly TypedRow[] = [
  ["vercelRequest", REQUEST_TYPE, 'await vercelRequest("GET /")'],
  ["vercelCron", REQUEST_TYPE, 'vercelCron("30 3 * * *")'],
  ["vercelSchedule", REQUEST_TYPE, 'vercelSchedule("clean-up")'],
  ["taskRequest", REQUEST_TYPE, "taskRequest({})"],
  ["createQueues", REQUEST_TYPE, 'createQueues().push("a")'],
];

const CLOUD_EVENT =
  "The server has no dependency with a type of CloudEvents; Google's builders are checked by one.";

export const serverWithoutType: WithoutType = {
  cloudEvent: CLOUD_EVENT,
  inBinaryMode: CLOUD_EVENT,
  inStructuredMode: CLOUD_EVENT,
  inBatchedMode: CLOUD_EVENT,
  cloudTask: REQUEST,
  pubsubPush: REQUEST,
  pubsubPushUnwrapped: REQUEST,
  eventGridPush: REQUEST,
  taskRequest: REQUEST,
  transformRequest: REQUEST,
  daprMessage: "Dapr's SDK for JavaScript types the handler's data as `any`.",
  daprBulk: "Dapr's SDK for JavaScript types the handler's data as `any`.",
};
