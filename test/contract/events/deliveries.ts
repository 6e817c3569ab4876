import { sqs } from "@onefn/aws/simulator";
import { httpRequest } from "@onefn/azure/simulator";
import { inStructuredMode } from "@onefn/server/simulator";
import { deny, identity, message } from "onefn";
import { CHECKED, counting } from "./built/calls.js";
import type { Entry, Native } from "./recorded.js";

/** A wire, and which files hold its events. */
export interface EventWire {
  /** The entry that has this wire's codec alone, such as `@onefn/aws/message/sqs`. */
  readonly entry: string;
  readonly holds: (entry: Entry) => boolean;
  /** Whether it takes whatever is sent: a body, or an input that its sender makes up. */
  readonly takesAnything: boolean;
  /** Delivers an event as its provider does. @returns the handler's calls. Rejects where something failed. */
  readonly deliver: (event: Native) => Promise<number>;
}

const MOMENTS = ["signUp", "signIn", "token", "challenge", "message"] as const;
const SEEN = "The hook has seen it.";

/** Functions of each kind, and how often they were called. */
function functionsOf() {
  const { functions, calls } = counting();
  let others = 0;
  const see = () => void others++;
  const hook = (on: (typeof MOMENTS)[number]) =>
    identity({ on }, () => {
      see();
      return deny({ reason: SEEN });
    });
  const hooks = Object.fromEntries(MOMENTS.map((on) => [on, hook(on)]));
  // A body of any format: some recordings hold Avro.
  const own = { message: message({ as: "bytes" }, see), hooks };
  return { functions: { ...functions, ...own }, calls: () => calls() + others };
}

type Functions = ReturnType<typeof functionsOf>["functions"];

interface Delivery {
  readonly entry: string;
  readonly kind: keyof Functions;
  readonly options?: object;
  readonly takesAnything?: boolean;
  /** Calls what `adapt` has made, and throws where the answer says that something failed. */
  readonly call: (adapted: Native, event: Native) => Promise<void>;
}

function wire(
  holds: EventWire["holds"],
  { entry, kind, options, takesAnything = false, call }: Delivery,
): EventWire {
  return {
    entry,
    holds,
    takesAnything,
    async deliver(event) {
      const { adapt }: { adapt: (fn: object, options: object) => Native } = await import(entry);
      const { functions, calls } = functionsOf();
      await call(adapt(functions[kind], { log: () => {}, ...options }), event);
      return calls();
    },
  };
}

/** Files by their folder and, where it holds events of several wires, by the variants in the index. */
const within =
  (folder: string, variants: RegExp = /^/) =>
  ({ file, variant }: Entry): boolean =>
    file.startsWith(`${folder}/`) && variants.test(variant);

const named =
  (files: RegExp) =>
  ({ file }: Entry): boolean =>
    files.test(file);

const either =
  (...each: readonly EventWire["holds"][]) =>
  (entry: Entry): boolean =>
    each.some((holds) => holds(entry));

/** Requests in folders of other triggers. */
const V1_ELSEWHERE = /values-get-customauthorizer-apigateway|compressresponse-get-apigateway/;
const EDGE_ELSEWHERE = /CloudFront(?:MultipleRemoteCallsAggregate|)Response(?:Generation|\.json)/;

function lambda(name: string, kind: keyof Functions, holds: EventWire["holds"]): EventWire {
  const call = async (handler: Native, event: Native) => refuseFailure(await handler(event));
  return wire(holds, { entry: `@onefn/aws/${name}`, kind, call });
}

/** Cognito is told of a decision against a user by an error. */
async function hook(handler: Native, event: Native): Promise<void> {
  await handler(event).catch((error: Error) => {
    if (error.message !== SEEN) throw error;
  });
}

/** Throws where a result says that the request, or a record, failed. */
function refuseFailure(result: Native): void {
  const status = Number(result?.statusCode ?? result?.status ?? 200);
  if (status >= 400) throw new Error(`It was answered ${status}.`);
  if (result?.batchItemFailures?.length > 0) throw new Error("A record failed.");
  const failed = [...(result?.records ?? []), ...(result?.results ?? [])].filter(
    (each) => each.result === "ProcessingFailed" || each.resultCode === "TemporaryFailure",
  );
  if (failed.length > 0) throw new Error("A record failed.");
  if (result?.Status === "FAILED") throw new Error(result.Reason);
}

const onAws: readonly EventWire[] = [
  lambda("http/api-gateway-v2", "http", within("aws/http", /^apigw-v2$/)),
  lambda("http/api-gateway-v1", "http", either(within("aws/http", /^apigw-v1$/), named(V1_ELSEWHERE))),
  lambda("http/function-url", "http", within("aws/http", /^function-url$/)),
  lambda("http/alb", "http", either(within("aws/http", /^alb$/), named(/compressresponse-get-alb/))),
  lambda("http/vpc-lattice", "http", within("aws/http", /^vpc-lattice$/)),
  lambda("http/edge", "http", either(within("aws/http", /^lambda-edge$/), named(EDGE_ELSEWHERE))),
  lambda("message/sqs", "message", within("aws/queue", /^sqs$/)),
  lambda("message/activemq", "message", within("aws/queue", /^activemq$/)),
  lambda("message/rabbitmq", "message", within("aws/queue", /^rabbitmq$/)),
  lambda("message/sns", "message", within("aws/topic")),
  lambda("message/kinesis", "message", within("aws/stream", /^kinesis$/)),
  lambda("message/kafka", "message", within("aws/stream", /^kafka$/)),
  lambda("transform/firehose", "transform", within("aws/stream", /^firehose-transform$/)),
  lambda("change/dynamodb", "change", within("aws/db", /^dynamodb/)),
  lambda("change/documentdb", "change", within("aws/db", /^documentdb$/)),
  lambda("storage/s3", "storage", within("aws/storage", /^s3$/)),
  lambda("storage/s3-eventbridge", "storage", within("aws/storage", /^s3-eventbridge$/)),
  lambda("task/s3-batch", "task", within("aws/storage", /^s3-batch$/)),
  lambda("task/custom-resource", "task", within("aws/other", /^cfn$/)),
  lambda("event/logs", "event", within("aws/logs")),
  lambda("event/ses", "event", within("aws/email")),
  lambda("event/alarm", "event", within("aws/eventbus", /^cloudwatch-alarm$/)),
  lambda("event/eventbridge", "event", within("aws/eventbus", /^eventbridge:/)),
  lambda("schedule/eventbridge", "schedule", within("aws/schedule")),
  wire(within("aws/eventbus", /^lambda-destination$/), {
    entry: "@onefn/aws/task/invoke",
    kind: "task",
    takesAnything: true,
    call: async (handler, event) => void (await handler(event)),
  }),
  // What an event source mapping gives up goes to a queue or a topic.
  wire(within("aws/eventbus", /^esm-failure$/), {
    entry: "@onefn/aws/message/sqs",
    kind: "message",
    takesAnything: true,
    call: async (handler, event) => refuseFailure(await handler(sqs([JSON.stringify(event)]))),
  }),
  wire(within("aws/auth"), { entry: "@onefn/aws/identity/cognito", kind: "hooks", call: hook }),
  lambda("identity/authorizer", "authorize", named(/^aws\/authorizer\/(?!dotnet-values)/)),
];

/** A call by the library: with a context that names the trigger. */
function azure(name: string, kind: keyof Functions, type: string, holds: EventWire["holds"]): EventWire {
  const context = {
    invocationId: "1",
    functionName: "orders",
    options: { trigger: { type, databaseName: "shop", containerName: "orders" } },
    triggerMetadata: {},
    ...{ debug() {}, info() {}, warn() {}, error() {} },
  };
  const call = async (handler: Native, event: Native) => void (await handler(event, context));
  return wire(holds, { entry: `@onefn/azure/${name}`, kind, takesAnything: true, call });
}

const onAzure: readonly EventWire[] = [
  // The sample is the body of a request.
  wire(within("azure/http"), {
    entry: "@onefn/azure/http",
    kind: "http",
    takesAnything: true,
    async call(handler, body) {
      const { request, context } = await httpRequest("POST /api/orders", { body });
      refuseFailure(await handler(request, context));
    },
  }),
  wire(within("azure/auth"), {
    entry: "@onefn/azure/identity/entra",
    kind: "hooks",
    options: CHECKED,
    async call(handler, body) {
      const { request, context } = await httpRequest("POST /api/extension", { body });
      const { status } = await handler(request, context);
      // A token that is denied.
      if (status !== 403) throw new Error(`It was answered ${status}.`);
    },
  }),
  azure("message/event-hub", "message", "eventHubTrigger", within("azure/stream")),
  azure("change/cosmos", "change", "cosmosDBTrigger", within("azure/db")),
  azure("event/event-grid", "event", "eventGridTrigger", within("azure/eventbus")),
  azure("event/event-grid", "event", "eventGridTrigger", within("azure/topic")),
  azure("event/event-grid", "storage", "eventGridTrigger", within("azure/storage")),
];

/** An event by the signature `cloudevent`. */
function google(name: string, kind: keyof Functions, holds: EventWire["holds"]): EventWire {
  const call = async (handler: Native, event: Native) => void (await handler(event));
  return wire(holds, { entry: `@onefn/gcp/${name}`, kind, options: CHECKED, call });
}

/** Samples of data alone: the attributes come in headers. */
function googleData(name: string, kind: keyof Functions, type: string, folder: string): EventWire {
  const attributes = {
    specversion: "1.0",
    id: "1",
    source: "//storage.googleapis.com/projects/_/buckets/sample-bucket",
    type,
    time: "2026-01-02T03:04:05Z",
  };
  return wire(within(folder, /:data-only$/), {
    entry: `@onefn/gcp/${name}`,
    kind,
    options: CHECKED,
    takesAnything: true,
    call: async (handler, data) => void (await handler({ ...attributes, data })),
  });
}

const CLOUD_EVENT = /:cloudevent$/;

const onGoogleCloud: readonly EventWire[] = [
  google("message/pubsub", "message", within("gcp/topic", CLOUD_EVENT)),
  google("storage/cloud-storage", "storage", within("gcp/storage", CLOUD_EVENT)),
  google("change/firestore", "change", within("gcp/db", /^firestore:cloudevent$/)),
  google("change/realtime-database", "change", within("gcp/db", /^firebase-rtdb:cloudevent$/)),
  google("event/eventarc", "event", within("gcp/auth", CLOUD_EVENT)),
  googleData("storage/cloud-storage", "storage", "google.cloud.storage.object.v1.finalized", "gcp/storage"),
  googleData("event/eventarc", "event", "google.cloud.sample.v1.written", "gcp/eventbus"),
  googleData("event/eventarc", "event", "google.cloud.scheduler.job.v1.executed", "gcp/schedule"),
];

const onServers: readonly EventWire[] = [
  wire(within("cloudevents", /^structured$/), {
    entry: "@onefn/server/event/cloudevents",
    kind: "event",
    options: CHECKED,
    async call({ fetch }, event) {
      const sent = inStructuredMode(event);
      refuseFailure(await fetch(new Request("http://events.example/", { method: "POST", ...sent })));
    },
  }),
];

/** Every wire of which there are recorded events. */
export const eventWires: readonly EventWire[] = [...onAws, ...onAzure, ...onGoogleCloud, ...onServers];
