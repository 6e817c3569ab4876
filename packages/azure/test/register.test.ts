import { app } from "@azure/functions";
import { http, message, text } from "onefn";
import { expect, it, vi } from "vitest";
import { eventHub, kafka, register, serviceBus, storageQueue } from "../src/register.js";
import { serviceBus as delivered, settledServiceBus } from "../src/simulator/index.js";
import { type Registered, standInForWorker } from "./support/worker.js";

const triggerOf = (metadata: Registered | undefined) =>
  Object.values(metadata?.bindings ?? {}).find(({ type }) => type === "httpTrigger");

it("a function is registered for every method, under the route of its path", () => {
  const registered = standInForWorker();
  register(
    "hello",
    http({ path: "/hello/:name", methods: ["GET"] }, () => text("")),
  );
  expect(registered[0]?.name).toBe("hello");
  expect(triggerOf(registered[0])).toMatchObject({
    route: "hello/{name}",
    authLevel: "anonymous",
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
  });
});

it("a record of functions takes every path, unless a route says otherwise", () => {
  const registered = standInForWorker();
  const functions = { a: http({ path: "/a" }, () => text("")), b: http({ path: "/b" }, () => text("")) };
  register("shop", functions);
  register("admin", functions, { route: "admin/{*path}", authLevel: "admin" });
  expect(triggerOf(registered[0])).toMatchObject({ route: "{*path}" });
  expect(triggerOf(registered[1])).toMatchObject({ route: "admin/{*path}", authLevel: "admin" });
});

it("streaming is switched on for the app by the function that asks for it", () => {
  standInForWorker();
  const setup = vi.spyOn(app, "setup").mockImplementation(() => {});
  register(
    "whole",
    http(() => text("")),
  );
  expect(setup).not.toHaveBeenCalled();
  register(
    "report",
    http(() => text("")),
    { stream: true },
  );
  expect(setup).toHaveBeenCalledWith({ enableHttpStream: true });
});

const bindingOf = (metadata: Registered | undefined) =>
  Object.values(metadata?.bindings ?? {}).find(({ type }) => type === "serviceBusTrigger");

const orders = message({ from: "orders" }, () => {});
const SERVICE_BUS = { connection: "SERVICE_BUS" };

it("a message function is registered for the queue that it claims, one at a time and as bytes", () => {
  const registered = standInForWorker();
  register("orders", orders, serviceBus(SERVICE_BUS));
  expect(registered[0]?.name).toBe("orders");
  expect(bindingOf(registered[0])).toMatchObject({
    ...SERVICE_BUS,
    queueName: "orders",
    cardinality: "one",
    isSessionsEnabled: false,
    autoCompleteMessages: true,
    dataType: "binary",
  });
});

it("with a subscription it is registered for the topic that it claims", () => {
  const registered = standInForWorker();
  register("billing", orders, serviceBus({ ...SERVICE_BUS, subscription: "billing", sessions: true }));
  expect(bindingOf(registered[0])).toMatchObject({
    topicName: "orders",
    subscriptionName: "billing",
    isSessionsEnabled: true,
  });
});

it("batches are of a batch function, and have the host send what is empty", () => {
  const registered = standInForWorker();
  const setup = vi.spyOn(app, "setup").mockImplementation(() => {});
  setup.mockClear();
  register("orders", orders, serviceBus(SERVICE_BUS));
  expect(setup).not.toHaveBeenCalled();
  register(
    "audit",
    message.batch({ from: "audit" }, () => {}),
    serviceBus(SERVICE_BUS),
  );
  register("bulk", orders, serviceBus({ ...SERVICE_BUS, cardinality: "many" }));
  expect(registered.map((each) => bindingOf(each)?.cardinality)).toEqual(["one", "many", "many"]);
  expect(setup.mock.calls).toEqual(
    new Array(2).fill([{ capabilities: { IncludeEmptyEntriesInMessagePayload: true } }]),
  );
});

it("a function takes what comes from the queue that it is given, whatever it claims", async () => {
  const registered = standInForWorker();
  const got: unknown[] = [];
  const fn = message({ from: "orders" }, ({ source }) => void got.push(source));
  register("orders", fn, serviceBus({ ...SERVICE_BUS, queue: "shop-prod-orders" }));
  const { input, context } = delivered(["x"], { queue: "shop-prod-orders", cardinality: "one" });
  await registered[0]?.callback(input, context);
  expect(got).toEqual(["shop-prod-orders"]);
});

it.each([
  ["without a connection", () => serviceBus({} as never), "connection must be"],
  [
    "with an unknown option",
    () => serviceBus({ ...SERVICE_BUS, topics: "a" } as never),
    "Did you mean topic?",
  ],
  [
    "of a topic without a subscription",
    () => serviceBus({ ...SERVICE_BUS, topic: "a" }),
    "subscription must be",
  ],
  [
    "of a queue and a topic",
    () => serviceBus({ ...SERVICE_BUS, queue: "a", topic: "b", subscription: "c" }),
    "queue must be left out",
  ],
  [
    "of no queue at all",
    () =>
      register(
        "any",
        message(() => {}),
        serviceBus(SERVICE_BUS),
      ),
    "queue must be",
  ],
  [
    "of several functions without a name",
    () => register("any", { orders }, serviceBus({ ...SERVICE_BUS, subscription: "a" })),
    "topic must be",
  ],
])("a trigger %s is refused", (_, make, says) => {
  standInForWorker();
  expect(make).toThrow(
    expect.objectContaining({ code: "ONEFN_INVALID_OPTION", message: expect.stringContaining(says) }),
  );
});

const audit = message.batch({ from: "audit" }, () => {});
const boundTo = (metadata: Registered | undefined) => Object.values(metadata?.bindings ?? {})[0];

it("messages that are settled one by one come as the library's, in batches, and the host completes none", async () => {
  const registered = standInForWorker();
  const settled: unknown[] = [];
  register("orders", orders, serviceBus({ ...SERVICE_BUS, settle: true }));
  const binding = boundTo(registered[0]);
  expect(binding).toMatchObject({
    queueName: "orders",
    cardinality: "many",
    sdkBinding: true,
    autoCompleteMessages: false,
  });
  expect(binding).not.toHaveProperty("dataType");
  const { input, context } = settledServiceBus(["x"], { settle: (_, how) => settled.push(how) });
  await registered[0]?.callback(input, context);
  expect(settled).toEqual(["complete"]);
});

it("each other source is registered for the place that the function claims, and as bytes", () => {
  const registered = standInForWorker();
  const connection = "CONNECTION";
  register("a", orders, storageQueue({ connection }));
  register("b", orders, eventHub({ connection, consumerGroup: "shop" }));
  register("c", audit, eventHub({ connection, hub: "%HUB%" }));
  register("d", audit, kafka({ brokerList: "%BROKERS%", properties: { protocol: "SASLSSL" } }));
  expect(registered.map(boundTo)).toMatchObject([
    { type: "queueTrigger", connection, queueName: "orders", dataType: "binary" },
    {
      type: "eventHubTrigger",
      connection,
      eventHubName: "orders",
      consumerGroup: "shop",
      cardinality: "one",
      dataType: "binary",
    },
    { type: "eventHubTrigger", eventHubName: "%HUB%", cardinality: "many", dataType: "binary" },
    {
      type: "kafkaTrigger",
      brokerList: "%BROKERS%",
      topic: "audit",
      cardinality: "many",
      protocol: "SASLSSL",
      dataType: "binary",
    },
  ]);
});

it("batches of streams have the host send what is empty", () => {
  standInForWorker();
  const setup = vi.spyOn(app, "setup").mockImplementation(() => {});
  setup.mockClear();
  register("a", orders, kafka({ brokerList: "%BROKERS%" }));
  expect(setup).not.toHaveBeenCalled();
  register("b", audit, kafka({ brokerList: "%BROKERS%" }));
  register("c", audit, eventHub({ connection: "CONNECTION" }));
  expect(setup.mock.calls).toEqual(
    new Array(2).fill([{ capabilities: { IncludeEmptyEntriesInMessagePayload: true } }]),
  );
});

it("a stream is registered with its retry policy", () => {
  const registered = standInForWorker();
  const retry = { strategy: "fixedDelay", maxRetryCount: 4, delayInterval: { seconds: 5 } } as const;
  register("a", orders, eventHub({ connection: "CONNECTION", retry }));
  register("b", orders, kafka({ brokerList: "%BROKERS%", retry }));
  register("c", orders, kafka({ brokerList: "%BROKERS%" }));
  const policy = expect.objectContaining({ maxRetryCount: 4, retryStrategy: "fixedDelay" });
  expect(registered.map(({ retryOptions }) => retryOptions)).toEqual([policy, policy, undefined]);
});

it.each([
  [
    "settled one by one, in invocations of one",
    () => serviceBus({ ...SERVICE_BUS, settle: true, cardinality: "one" }),
    "cardinality must be",
  ],
  ["of a storage queue without a connection", () => storageQueue({} as never), "connection must be"],
  ["of an event hub without a connection", () => eventHub({} as never), "connection must be"],
  ["of Kafka without brokers", () => kafka({} as never), "brokerList must be"],
  [
    "with a policy that has no strategy",
    () => eventHub({ connection: "A", retry: {} as never }),
    "retry must be",
  ],
  [
    "of no topic at all",
    () => register("any", { orders }, kafka({ brokerList: "%BROKERS%" })),
    "topic must be",
  ],
  ["of no hub at all", () => register("any", { orders }, eventHub({ connection: "A" })), "hub must be"],
])("a trigger %s is refused", (_, make, says) => {
  standInForWorker();
  expect(make).toThrow(
    expect.objectContaining({ code: "ONEFN_INVALID_OPTION", message: expect.stringContaining(says) }),
  );
});
