import { type Change, change, retry } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/change/dynamodb.js";
import { isAws } from "../src/platform.js";
import { dynamodb } from "../src/simulator/dynamodb/event.js";

const quiet = { log: () => {} };
const ARN = "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000";

/** The smallest valid record of a change. */
const record = (change: object = {}, over: object = {}) => ({
  eventID: "c4ca4238a0b923820dcc509a6f75849b",
  eventName: "MODIFY",
  eventSource: "aws:dynamodb",
  dynamodb: { Keys: { id: { S: "1" } }, SequenceNumber: "100", ...change },
  eventSourceARN: ARN,
  ...over,
});

async function receive(...records: readonly unknown[]): Promise<readonly Change[]> {
  const seen: Change[] = [];
  await adapt(
    change((each) => void seen.push(each)),
    quiet,
  )({ Records: records });
  return seen;
}

describe("a change from DynamoDB", () => {
  it("is a CloudEvent with its origin", async () => {
    const [first] = await receive(record({ ApproximateCreationDateTime: 1795348800.5 }));
    expect(JSON.parse(JSON.stringify(first))).toMatchObject({
      specversion: "1.0",
      id: "c4ca4238a0b923820dcc509a6f75849b",
      source: ARN,
      type: "com.amazonaws.dynamodb.update",
      time: "2026-11-22T12:00:00.500Z",
      operation: "update",
      table: "orders",
      key: { id: "1" },
      data: { eventName: "MODIFY" },
      extensions: { sequence: "100" },
    });
  });

  it("is the same if a program has written null for missing members", async () => {
    const nothing = {
      S: null,
      N: null,
      BOOL: null,
      M: null,
      L: null,
      NULL: null,
      B: null,
      SS: null,
      NS: null,
    };
    const values = {
      n: { N: "5" },
      no: { BOOL: false },
      none: { NULL: true },
      list: { L: [] },
      set: { SS: ["a"] },
    };
    const NewImage = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { ...nothing, ...value }]),
    );
    const [first] = await receive(record({ NewImage, OldImage: null }));
    expect(first?.before).toBeUndefined();
    expect(first?.after).toEqual({ n: 5, no: false, none: null, list: [], set: new Set(["a"]) });
  });

  it("has numbers with all their digits, in items and in sets", async () => {
    const numbers = {
      small: ["-12.5", -12.5],
      sum: ["0.30000000000000004", 0.1 + 0.2],
      safe: ["9007199254740991", 9007199254740991],
      // As a double, this number and its neighbour print the same digits.
      edge: ["9007199254740992", 9007199254740992n],
      large: [`1${"0".repeat(125)}`, 10n ** 125n],
      fine: ["0.12345678901234567890123456789012345678", "0.12345678901234567890123456789012345678"],
      rounded: ["9007199254740993.5", "9007199254740993.5"],
      tiny: ["1E-130", 1e-130],
    } as const;
    const entries = Object.entries(numbers);
    const NewImage = {
      ...Object.fromEntries(entries.map(([name, [N]]) => [name, { N }])),
      set: { NS: ["1", "9007199254740993"] },
    };
    const [first] = await receive(record({ NewImage }));
    expect(first?.after).toEqual({
      ...Object.fromEntries(entries.map(([name, [, value]]) => [name, value])),
      set: new Set([1, 9007199254740993n]),
    });
    const texts: unknown[] = [];
    const handler = adapt(
      change({ numbers: "string" }, ({ after }) => void texts.push(after)),
      quiet,
    );
    await handler({ Records: [record({ NewImage })] });
    expect(texts).toEqual([
      {
        ...Object.fromEntries(entries.map(([name, [N]]) => [name, N])),
        set: new Set(["1", "9007199254740993"]),
      },
    ]);
  });

  it("says if an item was deleted because its time to live had expired", async () => {
    const userIdentity = { type: "Service", principalId: "dynamodb.amazonaws.com" };
    const [expired, deleted] = await receive(
      record({}, { eventName: "REMOVE", userIdentity }),
      record({}, { eventName: "REMOVE", userIdentity: null }),
    );
    expect([expired?.extensions.expired, deleted?.extensions.expired]).toEqual([true, undefined]);
  });

  it("has its native record at context.platform.record", async () => {
    const seen: unknown[] = [];
    const handler = adapt(
      change((_, context) => {
        if (isAws(context)) seen.push(context.platform.record?.dynamodb?.SequenceNumber);
      }),
      quiet,
    );
    await handler({ Records: [record()] });
    expect(seen).toEqual(["100"]);
  });

  it("is printed with its own values", async () => {
    const [first] = await receive(record({ NewImage: { tags: { SS: ["a"] } } }));
    const print = Reflect.get(first as object, Symbol.for("nodejs.util.inspect.custom")) as () => Change;
    expect(print.call(first).after).toEqual({ tags: new Set(["a"]) });
  });

  it.each([
    ["that is null", null],
    ["without a change", record({}, { dynamodb: undefined })],
    ["without a key", record({ Keys: undefined })],
    ["with an unknown operation", record({}, { eventName: "TRUNCATE" })],
    ["with an operation named like a member of Object", record({}, { eventName: "constructor" })],
  ])("a record %s reaches no handler, and the shard is delivered again from it", async (_, broken) => {
    const seen: Change[] = [];
    const lines: string[] = [];
    const handler = adapt(
      change((each) => void seen.push(each)),
      { log: (line) => lines.push(line) },
    );
    const Records = [record(), broken, record({ SequenceNumber: "102" })];
    const itemIdentifier = (broken as ReturnType<typeof record> | null)?.dynamodb?.SequenceNumber ?? "";
    expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier }] });
    expect(seen).toHaveLength(1);
    expect(lines).toEqual([expect.stringContaining("ONEFN_MESSAGE_UNDECODABLE")]);
  });

  it("with a value of unknown type fails when the value is read", async () => {
    const lines: string[] = [];
    const handler = adapt(
      change(({ after }) => void after),
      { log: (line) => lines.push(line) },
    );
    const Records = [record({ NewImage: { at: { T: "2026" } } })];
    expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "100" }] });
    expect(lines).toEqual([
      expect.stringMatching(
        /ONEFN_MESSAGE_UNDECODABLE.*unknown type T|unknown type T.*ONEFN_MESSAGE_UNDECODABLE/,
      ),
    ]);
  });
});

describe("the result for a stream", () => {
  const failing = (...ids: readonly string[]) =>
    adapt(
      change({ concurrency: 10 }, async ({ key }) => {
        await undefined;
        return ids.includes(String(key.id)) ? retry() : undefined;
      }),
      quiet,
    );
  const numbered = (...numbers: readonly string[]) => ({
    Records: numbers.map((SequenceNumber) => record({ SequenceNumber, Keys: { id: { S: SequenceNumber } } })),
  });

  it("names the lowest failed sequence number, of any length", async () => {
    const event = numbered("98", "99", "100", "100000000000000000000000000000000000001");
    expect(await failing("100", "99")(event)).toEqual({ batchItemFailures: [{ itemIdentifier: "99" }] });
    expect(await failing("100000000000000000000000000000000000001")(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: "100000000000000000000000000000000000001" }],
    });
    expect(await failing()(event)).toEqual({ batchItemFailures: [] });
  });

  it("makes Lambda deliver the whole batch again if a failed record's sequence number is no number", async () => {
    expect(await failing("99", "<sequence-number>")(numbered("99", "<sequence-number>"))).toEqual({
      batchItemFailures: [{ itemIdentifier: "" }],
    });
    expect(await failing("<sequence-number>")(numbered("99", "<sequence-number>"))).toEqual({
      batchItemFailures: [{ itemIdentifier: "" }],
    });
  });

  it("has the state of a tumbling window, even if nothing has changed", async () => {
    const window = { start: "2026-01-01T00:00:00Z", end: "2026-01-01T00:05:00Z" };
    const none = { Records: [], window, eventSourceARN: ARN, isFinalInvokeForWindow: true };
    expect(await failing()({ ...none, state: { count: 3 } })).toEqual({
      batchItemFailures: [],
      state: { count: 3 },
    });
    expect(await failing()(none)).toEqual({ batchItemFailures: [], state: {} });
    expect(await failing("7")({ ...none, ...numbered("7"), state: { a: 1 } })).toEqual({
      batchItemFailures: [{ itemIdentifier: "7" }],
      state: { a: 1 },
    });
  });

  it("does not claim an empty event of another source", async () => {
    const event = { Records: [], window: {}, eventSourceARN: "arn:aws:kinesis:eu-central-1:1:stream/orders" };
    await expect(failing()(event)).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
  });

  it("is an error with the table's name if no function claims the table", async () => {
    const handler = adapt(
      change({ table: "products" }, () => {}),
      quiet,
    );
    await expect(handler({ Records: [record()] })).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringContaining("orders"),
    });
    const mapped = adapt(
      change({ table: "products" }, () => {}),
      { ...quiet, names: { orders: "products" } },
    );
    expect(await mapped({ Records: [record()] })).toEqual({ batchItemFailures: [] });
  });
});

describe("the event builder", () => {
  it("builds an update with the key and both items", () => {
    const { Records } = dynamodb.update({ id: "1", n: 1 }, { id: "1", n: 2 }, { table: "products" });
    expect(Records[0]).toMatchObject({
      eventName: "MODIFY",
      eventSourceARN: expect.stringContaining(":table/products/stream/"),
      dynamodb: {
        Keys: { id: { S: "1" } },
        OldImage: { id: { S: "1" }, n: { N: "1" } },
        NewImage: { id: { S: "1" }, n: { N: "2" } },
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    });
  });

  it("accepts a change that a handler received, with its id and time", async () => {
    const [first] = await receive(
      ...dynamodb.insert({ id: "1", tags: new Set(["a"]), big: 2n ** 64n }).Records,
    );
    const [again] = await receive(...dynamodb([first as Change], { table: "copies" }).Records);
    const { id, time, operation, key, after } = first as Change;
    expect(again).toMatchObject({ id, time, operation, key, table: "copies" });
    expect(again?.after).toEqual(after);
    expect(dynamodb.delete({ id: "1" }).Records[0]).toMatchObject({ eventName: "REMOVE" });
  });

  it.each([
    ["of a type that DynamoDB does not have", () => {}],
    ["not finite", Number.NaN],
    ["an empty set", new Set()],
    ["a set of several types", new Set([1, "1"])],
    ["a number of more than 38 digits", 10n ** 40n + 1n],
  ])("rejects a value that is %s", (_, value) => {
    expect(() => dynamodb.insert({ id: "1", value })).toThrow(
      expect.objectContaining({ code: "ONEFN_MESSAGE_INVALID" }),
    );
  });

  it.each([
    [5e-7, "0.0000005"],
    [1.5e30, `15${"0".repeat(29)}`],
    [-0.1, "-0.1"],
    [1.2345e-3, "0.0012345"],
    [0, "0"],
  ])("writes the number %s without an exponent", (value, N) => {
    expect(dynamodb.insert({ id: "1", value }).Records[0]).toMatchObject({
      dynamodb: { NewImage: { value: { N } } },
    });
  });
});
