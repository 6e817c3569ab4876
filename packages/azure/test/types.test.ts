import type {
  CosmosDBv4Handler,
  EventGridHandler,
  EventHubHandler,
  FunctionHandler,
  HttpHandler,
  HttpRequest,
  HttpResponseInit,
  InvocationContext,
  ServiceBusQueueHandler,
  ServiceBusTopicHandler,
  SqlHandler,
  StorageBlobHandler,
  StorageQueueHandler,
  Timer,
  TimerHandler,
} from "@azure/functions";
import {
  allow,
  type Context,
  change,
  event,
  type HttpContext,
  http,
  identity,
  json,
  message,
  schedule,
  storage,
  task,
} from "onefn";
import { expectTypeOf, test } from "vitest";
import type { TimerRecord } from "../src/codecs/timer.js";
import * as httpEntry from "../src/http.js";
import {
  type AzureContext,
  type AzureHandler,
  type AzureMessageHandler,
  type AzureRecord,
  type AzureRequest,
  type AzureResult,
  type AzureTaskHandler,
  adapt,
  isAzure,
  stream,
} from "../src/index.js";
import * as queueEntry from "../src/message/service-bus.js";
import * as messageEntry from "../src/message.js";
import {
  blob,
  cosmos,
  durableActivity,
  entra,
  eventGrid,
  eventHub,
  kafka,
  register,
  serviceBus,
  sql,
  storageQueue,
  timer,
} from "../src/register.js";

test("our structural types are the library's", () => {
  expectTypeOf<HttpRequest>().toExtend<AzureRequest>();
  expectTypeOf<InvocationContext>().toExtend<AzureContext>();
  expectTypeOf<AzureResult>().toExtend<HttpResponseInit>();
  expectTypeOf<AzureHandler>().toExtend<HttpHandler>();
  expectTypeOf<AzureMessageHandler>().toExtend<ServiceBusQueueHandler>();
  expectTypeOf<AzureMessageHandler>().toExtend<ServiceBusTopicHandler>();
  expectTypeOf<AzureMessageHandler>().toExtend<StorageQueueHandler>();
  expectTypeOf<AzureMessageHandler>().toExtend<EventHubHandler>();
  expectTypeOf<AzureMessageHandler>().toExtend<TimerHandler>();
  expectTypeOf<AzureMessageHandler>().toExtend<StorageBlobHandler>();
  expectTypeOf<AzureMessageHandler>().toExtend<CosmosDBv4Handler>();
  expectTypeOf<AzureMessageHandler>().toExtend<SqlHandler>();
  expectTypeOf<AzureMessageHandler>().toExtend<EventGridHandler>();
  expectTypeOf<AzureTaskHandler>().toExtend<FunctionHandler>();
  expectTypeOf<Timer>().toExtend<TimerRecord>();
});

test("isAzure types the platform", () => {
  const read = (context: HttpContext) => {
    if (isAzure(context)) return context.platform.context.invocationId;
    // @ts-expect-error the platform of another provider is unknown.
    return context.platform.context;
  };
  expectTypeOf(read).returns.toExtend<string | undefined>();
  const recordOf = (context: Context) => (isAzure(context) ? context.platform.record : undefined);
  expectTypeOf(recordOf).returns.toEqualTypeOf<AzureRecord | undefined>();
});

const page = http(() => json({}));
const orders = message(() => {});
const audit = message.batch({ from: "audit" }, () => {});
const nightly = schedule({ cron: "30 3 * * *" }, () => {});
const uploads = storage({ bucket: "uploads" }, () => {});
const index = change({ table: "orders" }, () => {});
const placed = event({ type: "order.placed" }, () => {});

test("each entry takes the functions that it carries, and gives handlers for their triggers", () => {
  expectTypeOf(adapt(page)).toEqualTypeOf<AzureHandler>();
  expectTypeOf(adapt(orders)).toEqualTypeOf<AzureMessageHandler>();
  expectTypeOf(adapt({ orders, audit })).toEqualTypeOf<AzureMessageHandler>();
  expectTypeOf(adapt({ page, orders })).toEqualTypeOf<AzureHandler & AzureMessageHandler>();
  expectTypeOf(httpEntry.adapt(page)).toEqualTypeOf<AzureHandler>();
  expectTypeOf(messageEntry.adapt(audit)).toEqualTypeOf<AzureMessageHandler>();
  expectTypeOf(queueEntry.adapt({ orders })).toEqualTypeOf<AzureMessageHandler>();
  const refused = () => [
    // @ts-expect-error requests have no messages.
    httpEntry.adapt(orders),
    // @ts-expect-error messages have no requests.
    messageEntry.adapt({ page, orders }),
    // @ts-expect-error answers to requests alone are streamed.
    stream({ page, orders }),
  ];
  expectTypeOf(refused).toBeFunction();
});

test("register takes http functions, and others with their trigger", () => {
  const accepted = () => {
    register("shop", page, { authLevel: "function", stream: true });
    register("orders", orders, serviceBus({ connection: "SERVICE_BUS" }), { names: { a: "b" } });
    register("orders", { orders, audit }, serviceBus({ connection: "SERVICE_BUS", queue: "orders" }));
    register("orders", orders, serviceBus({ connection: "SERVICE_BUS", settle: true }));
    register("orders", orders, storageQueue({ connection: "STORAGE" }));
    register("audit", audit, eventHub({ connection: "EVENT_HUBS" }), { retryDelays: [100], order: "key" });
    register("orders", orders, kafka({ brokerList: "%BROKERS%", properties: { protocol: "SASLSSL" } }));
    register("nightly", nightly, timer());
    register("uploads", uploads, blob({ connection: "STORAGE", source: "EventGrid" }));
    register("index", index, cosmos({ connection: "COSMOS", database: "shop" }), { order: "key" });
    register("index", index, sql({ connection: "SQL", key: ["Id"] }));
    register("events", { uploads, placed }, eventGrid({ cardinality: "many" }));
  };
  const refused = () => {
    // @ts-expect-error nothing says which Service Bus.
    register("orders", orders);
    // @ts-expect-error requests do not come from a queue.
    register("shop", page, serviceBus({ connection: "SERVICE_BUS" }));
    // @ts-expect-error a plain function is none of onefn's.
    register("shop", () => json({}));
    // @ts-expect-error Azure has no such level.
    register("shop", page, { authLevel: "user" });
    // @ts-expect-error the connection is missing.
    serviceBus({ queue: "orders" });
    // @ts-expect-error a storage queue gives one message at a time.
    storageQueue({ connection: "STORAGE", cardinality: "many" });
    // @ts-expect-error the host has no such strategy.
    eventHub({ connection: "EVENT_HUBS", retry: { strategy: "never", maxRetryCount: 1 } });
    // @ts-expect-error a timer delivers no messages.
    register("orders", orders, timer());
    // @ts-expect-error changes do not come from Event Grid.
    register("index", index, eventGrid());
    // @ts-expect-error nothing says which database.
    cosmos({ connection: "COSMOS" });
    // @ts-expect-error requests do not come from a topic.
    register("shop", page, kafka({ brokerList: "%BROKERS%" }));
  };
  expectTypeOf(accepted).toBeFunction();
  expectTypeOf(refused).toBeFunction();
});

test("the handler of a task fits activities, and `register` takes tasks with their trigger alone", () => {
  const charge = task(() => 1);
  expectTypeOf(adapt(charge)).toEqualTypeOf<AzureTaskHandler>();
  // @ts-expect-error: a task is no http function.
  expectTypeOf(() => register("charge", charge)).toBeFunction();
  // @ts-expect-error: a timer has no task.
  expectTypeOf(() => register("charge", charge, timer())).toBeFunction();
  expectTypeOf(() => register("charge", charge, durableActivity())).toBeFunction();
});

test("identity functions are called by requests, and registered with Entra alone", () => {
  const admit = identity({ on: "signUp" }, () => allow());
  expectTypeOf(adapt(admit)).toEqualTypeOf<AzureHandler>();
  expectTypeOf(adapt({ admit, hello: http(() => json({})) })).toEqualTypeOf<AzureHandler>();
  expectTypeOf(() => register("admit", admit, entra({ verify: "platform" }))).toBeFunction();
  // @ts-expect-error: nobody says how requests are verified.
  expectTypeOf(() => entra({})).toBeFunction();
  // @ts-expect-error: a queue asks nobody.
  expectTypeOf(() => register("admit", admit, serviceBus({ connection: "A" }))).toBeFunction();
  // @ts-expect-error: an http trigger has no check.
  expectTypeOf(() => register("admit", admit)).toBeFunction();
});
