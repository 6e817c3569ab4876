import { type Change, change, createChange, retry } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/change/cosmos.js";
import type { AzureOptions } from "../src/options.js";
import { cosmos, type TriggeredEvent } from "../src/simulator/index.js";

const silent = { log: () => {} };

/** What a handler sees of changes. */
async function seen(
  { input, context }: TriggeredEvent,
  { table, numbers, ...options }: { table?: string; numbers?: "string" } & AzureOptions = {},
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const fn = change({ table, numbers }, (each) => {
    const { before, after } = each;
    changes.push({ ...each, before, after });
  });
  await adapt(fn, options)(input, context);
  return changes;
}

const system = { _rid: "r1", _self: "s", _etag: '"e-1"', _attachments: "a", _ts: 1_770_000_000, _lsn: 7 };
const latest = (...documents: object[]): TriggeredEvent => ({
  ...cosmos([], { mode: "LatestVersion" }),
  input: documents,
});
const all = (...items: object[]): TriggeredEvent => ({ ...cosmos([]), input: items });

describe("a document of the mode LatestVersion", () => {
  test("is an upsert with what the feed says, and without what the service adds", async () => {
    const document = { id: "1", total: 3, ...system };
    expect(await seen(latest(document))).toMatchObject([
      {
        id: "r1:e-1",
        source: "shop/orders",
        type: "com.microsoft.azure.cosmosdb.upsert",
        time: new Date(1_770_000_000_000).toISOString(),
        operation: "upsert",
        table: "orders",
        key: { id: "1" },
        before: undefined,
        after: { id: "1", total: 3 },
        data: document,
        extensions: { sequence: "7" },
      },
    ]);
  });

  test("may have members that look like the other mode's", async () => {
    const document = { id: "1", metadata: { operationType: "delete" }, current: null, previous: { a: 1 } };
    const [only] = await seen(latest(document));
    expect(only).toMatchObject({ operation: "upsert", before: undefined, after: document });
  });

  test("of a function that was registered by hand is one, too", async () => {
    const { input, context } = latest({ id: "1" });
    const trigger = { type: "cosmosDBTrigger", databaseName: "shop", containerName: "orders" };
    expect(await seen({ input, context: { ...context, options: { trigger } } })).toMatchObject([
      { operation: "upsert", after: { id: "1" } },
    ]);
  });

  test("has its partition key in the key where the option says how it is named", async () => {
    const document = { id: "1", tenant: "t" };
    expect((await seen(latest(document), { key: ["tenant", "region"] }))[0]?.key).toEqual({
      id: "1",
      tenant: "t",
    });
  });

  test("has its numbers as texts on request", async () => {
    const document = { id: "1", n: 1.5, list: [1, { n: 2 }], text: "1", nothing: null };
    expect((await seen(latest(document), { numbers: "string" }))[0]?.after).toEqual({
      id: "1",
      n: "1.5",
      list: ["1", { n: "2" }],
      text: "1",
      nothing: null,
    });
  });
});

describe("a change of the mode AllVersionsAndDeletes", () => {
  const before = { id: "1", total: 3 };
  const after = { id: "1", total: 4 };

  test("says what happened", async () => {
    const told = async (event: TriggeredEvent) =>
      (await seen(event)).map(({ operation, key, before, after }) => ({ operation, key, before, after }));
    const key = { id: "1" };
    expect(await told(cosmos.insert(after))).toEqual([
      { operation: "insert", key, before: undefined, after },
    ]);
    expect(await told(cosmos.update(before, after))).toEqual([{ operation: "update", key, before, after }]);
    expect(await told(cosmos.delete(before))).toEqual([
      { operation: "delete", key, before, after: undefined },
    ]);
  });

  test.each([
    ["null", null],
    ["an empty object", {}],
    ["missing", undefined],
  ])("by delete, whose current document is %s, has the key that the feed tells", async (_, current) => {
    const metadata = {
      operationType: "delete",
      lsn: 9,
      crts: 1_770_000_000,
      id: "1",
      partitionKey: { tenant: "t" },
      timeToLiveExpired: true,
    };
    expect(await seen(all({ current, metadata }))).toMatchObject([
      {
        id: "1/t:9:delete",
        operation: "delete",
        key: { id: "1", tenant: "t" },
        before: undefined,
        after: undefined,
        time: new Date(1_770_000_000_000).toISOString(),
        extensions: { sequence: "9", expired: true },
      },
    ]);
  });

  test("without metadata is an upsert", async () => {
    expect(await seen(all({ current: { id: "1" } }))).toMatchObject([{ operation: "upsert" }]);
  });

  test.each([
    ["without a document", { metadata: { operationType: "create" } }],
    ["of an unknown operation", { current: { id: "1" }, metadata: { operationType: "toString" } }],
    ["without an id", { current: { total: 1 }, metadata: { operationType: "create" } }],
    ["that is null", null as never],
    ["that is a text", "x" as never],
  ])("%s fails alone, and the others are handled", async (_, broken) => {
    const handled: unknown[] = [];
    const lines: string[] = [];
    const fn = change(({ key }) => void handled.push(key.id));
    const { input, context } = all(broken, { current: { id: "2" }, metadata: { operationType: "create" } });
    const result = adapt(fn, { log: (line) => void lines.push(line) })(input, context);
    await expect(result).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(handled).toEqual(["2"]);
    expect(lines.join()).toContain("ONEFN_MESSAGE_UNDECODABLE");
  });
});

test("changes go to the function of their container, or of their database and container", async () => {
  const event = cosmos.insert({ id: "1" });
  expect(await seen(event, { table: "orders" })).toHaveLength(1);
  expect(await seen(event, { table: "shop/orders" })).toHaveLength(1);
  await expect(seen(event, { table: "other" })).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
});

test("a change that fails is lost without a retry policy, and the others are handled", async () => {
  const ids = (done: string[]) =>
    change<undefined>({}, ({ key }) => {
      done.push(`${key.id}`);
      return key.id === "1" ? retry() : undefined;
    });
  const changes = ["1", "2"].map((id) => ({ operation: "insert" as const, key: { id }, after: { id } }));
  const alone: string[] = [];
  const once = cosmos(changes);
  await expect(adapt(ids(alone), silent)(once.input, once.context)).rejects.toThrow(
    "1 of 2 records failed and are lost",
  );
  expect(alone).toEqual(["1", "2"]);
  const repeated: string[] = [];
  const first = cosmos(changes, { retryContext: { retryCount: 0, maxRetryCount: 2 } });
  await expect(adapt(ids(repeated), silent)(first.input, first.context)).rejects.not.toThrow("lost");
  expect(repeated).toEqual(["1"]);
});

test('with order: "key", a deletion waits for the changes of its document, and no other document does', async () => {
  const { input, context } = all(
    { current: { id: "1", shop: "a" }, metadata: { operationType: "replace", lsn: 1 } },
    { current: { id: "2", shop: "a" }, metadata: { operationType: "replace", lsn: 2 } },
    // Only a deletion names the partition key in its metadata.
    { current: null, metadata: { operationType: "delete", lsn: 3, id: "1", partitionKey: { shop: "a" } } },
  );
  const steps: string[] = [];
  const fn = change({ concurrency: 10 }, async ({ operation, key }) => {
    steps.push(`begin ${operation} ${key.id}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    steps.push(`end ${operation} ${key.id}`);
  });
  await adapt(fn, { order: "key" })(input, context);
  expect(steps.slice(0, 2)).toEqual(["begin update 1", "begin update 2"]);
  expect(steps.indexOf("begin delete 1")).toBeGreaterThan(steps.indexOf("end update 1"));
});

test("a change of another provider keeps its time, key and items", async () => {
  const time = new Date("2026-01-02T03:04:05.000Z");
  const other = createChange({ operation: "upsert", key: { id: "1" }, after: { id: "1", a: 1 }, time });
  expect(await seen(cosmos([other]))).toMatchObject([
    { operation: "update", key: { id: "1" }, after: { id: "1", a: 1 }, time: time.toISOString() },
  ]);
});
