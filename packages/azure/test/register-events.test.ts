import { change, schedule, storage } from "onefn";
import { expect, it } from "vitest";
import { blob, cosmos, register, sql, timer } from "../src/register.js";
import { timer as fired } from "../src/simulator/index.js";
import { type Registered, standInForWorker } from "./support/worker.js";

const boundTo = (metadata: Registered | undefined) => Object.values(metadata?.bindings ?? {})[0];

const nightly = schedule({ cron: "30 3 * * MON" }, () => {});

it("a schedule function is registered for its own expression, at second 0", () => {
  const registered = standInForWorker();
  register("nightly", nightly, timer());
  register(
    "poll",
    schedule({ every: "5 minutes" }, () => {}),
    timer({ runOnStartup: true, useMonitor: false }),
  );
  expect(registered.map(boundTo)).toMatchObject([
    { type: "timerTrigger", schedule: "0 30 3 * * MON" },
    { type: "timerTrigger", schedule: "0 */5 * * * *", runOnStartup: true, useMonitor: false },
  ]);
  expect(boundTo(registered[0])).not.toHaveProperty("useMonitor");
});

it("a schedule function runs when the timer that it is given says, whatever it claims", async () => {
  const registered = standInForWorker();
  const crons: unknown[] = [];
  const fn = schedule({ cron: "30 3 * * *" }, ({ cron }) => void crons.push(cron));
  const retry = { strategy: "fixedDelay", maxRetryCount: 2, delayInterval: 100 } as const;
  register("nightly", fn, timer({ schedule: "%NIGHTLY%", retry }));
  expect(boundTo(registered[0])).toMatchObject({ schedule: "%NIGHTLY%" });
  expect(registered[0]?.retryOptions).toMatchObject({ maxRetryCount: 2 });
  const { input, context } = fired(new Date(), { schedule: "10 0 4 * * *" });
  await registered[0]?.callback(input, context);
  expect(crons).toEqual(["10 0 4 * * *"]);
});

it.each([
  [
    "of several schedules without an expression",
    () => register("any", { nightly }, timer()),
    "schedule must be",
  ],
  ["with an unknown option", () => timer({ cron: "0 * * * * *" } as never), "Did you mean schedule"],
])("a timer %s is refused", (_, make, says) => {
  standInForWorker();
  expect(make).toThrow(
    expect.objectContaining({ code: "ONEFN_INVALID_OPTION", message: expect.stringContaining(says) }),
  );
});

const thumbnails = storage({ bucket: "uploads" }, () => {});

it("a storage function is registered for the container that it claims, and its content comes as bytes", () => {
  const registered = standInForWorker();
  register("a", thumbnails, blob({ connection: "STORAGE" }));
  register(
    "b",
    thumbnails,
    blob({ connection: "STORAGE", container: "%UPLOADS%", path: "photos/{name}.jpg", source: "EventGrid" }),
  );
  expect(registered.map(boundTo)).toMatchObject([
    { type: "blobTrigger", connection: "STORAGE", path: "uploads/{name}", dataType: "binary" },
    { type: "blobTrigger", path: "%UPLOADS%/photos/{name}.jpg", source: "EventGrid" },
  ]);
  expect(boundTo(registered[0])).not.toHaveProperty("source");
});

it.each([
  ["without a connection", () => blob({} as never), "connection must be"],
  ["whose path replaces what the host says", () => blob({ connection: "A", path: "{Uri}/x" }), "{uri}"],
  [
    "of no container",
    () =>
      register(
        "any",
        storage(() => {}),
        blob({ connection: "A" }),
      ),
    "container must be",
  ],
])("a blob trigger %s is refused", (_, make, says) => {
  standInForWorker();
  expect(make).toThrow(
    expect.objectContaining({ code: "ONEFN_INVALID_OPTION", message: expect.stringContaining(says) }),
  );
});

const index = change({ table: "orders" }, () => {});

it("a change function is registered for the container or table that it claims", () => {
  const registered = standInForWorker();
  const retry = { strategy: "fixedDelay", maxRetryCount: 2, delayInterval: 100 } as const;
  const database = { connection: "COSMOS", database: "shop" };
  register("a", index, cosmos(database));
  register(
    "b",
    index,
    cosmos({
      ...database,
      container: "%ORDERS%",
      mode: "AllVersionsAndDeletes",
      retry,
      properties: { leaseContainerName: "own" },
    }),
  );
  register("c", index, sql({ connection: "SQL" }));
  register("d", index, sql({ connection: "SQL", table: "dbo.Orders", key: ["Id"] }));
  expect(registered.map(boundTo)).toMatchObject([
    { type: "cosmosDBTrigger", connection: "COSMOS", databaseName: "shop", containerName: "orders" },
    {
      type: "cosmosDBTrigger",
      containerName: "%ORDERS%",
      changeFeedMode: "AllVersionsAndDeletes",
      leaseContainerName: "own",
    },
    { type: "sqlTrigger", connectionStringSetting: "SQL", tableName: "orders" },
    { type: "sqlTrigger", tableName: "dbo.Orders" },
  ]);
  expect(registered[1]?.retryOptions).toMatchObject({ maxRetryCount: 2 });
});

it.each([
  ["without a database", () => cosmos({ connection: "A" } as never), "database must be"],
  [
    "of an unknown mode",
    () => cosmos({ connection: "A", database: "b", mode: "All" as never }),
    "mode must be",
  ],
  [
    "of no table",
    () =>
      register(
        "any",
        change(() => {}),
        sql({ connection: "A" }),
      ),
    "table must be",
  ],
  ["whose key is no list", () => sql({ connection: "A", key: "Id" as never }), "key must be"],
])("a trigger of changes %s is refused", (_, make, says) => {
  standInForWorker();
  expect(make).toThrow(
    expect.objectContaining({ code: "ONEFN_INVALID_OPTION", message: expect.stringContaining(says) }),
  );
});
