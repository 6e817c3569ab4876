import { gzipSync } from "node:zlib";
import { type CloudEvent, event, message, type Schema } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt as adaptLogs } from "../src/event/logs.js";
import { adapt, isAws } from "../src/index.js";
import { logs, logsControl } from "../src/simulator/index.js";

const quiet = { log: () => {} };

/** A schema that an object with the members of `T` passes. */
const anything = <T>(): Schema<T> => ({
  "~standard": { version: 1, vendor: "test", validate: (value) => ({ value: value as T }) },
});

const packed = (content: unknown) => ({
  awslogs: {
    data: gzipSync(typeof content === "string" ? content : JSON.stringify(content)).toString("base64"),
  },
});

async function receive(native: unknown): Promise<readonly CloudEvent[]> {
  const seen: CloudEvent[] = [];
  await adaptLogs(
    event((each) => void seen.push(each)),
    quiet,
  )(native);
  return seen;
}

describe("a line of a log", () => {
  const at = new Date("2026-03-01T03:30:00.123Z");

  it("is a CloudEvent from its log group", async () => {
    const seen = await receive(
      logs(["started é 😀", '{"level":"error"}'], { group: "/shop", stream: "a", time: at }),
    );
    expect(JSON.parse(JSON.stringify(seen[0]))).toEqual({
      specversion: "1.0",
      id: expect.stringMatching(/^\d{56}$/),
      source: "/shop",
      type: "com.amazonaws.logs.event",
      subject: "a",
      time: at.toISOString(),
      data: "started é 😀",
      extensions: { account: "123456789012" },
    });
    expect(seen.map(({ data }) => data)).toEqual(["started é 😀", '{"level":"error"}']);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(2);
  });

  it("is read as JSON by a function with a schema, once", async () => {
    const seen: unknown[] = [];
    const fn = event({ schema: anything<{ text: string }>() }, ({ data }) => void seen.push(data.text));
    await adaptLogs(fn, quiet)(logs([{ text: '{"a":1}' }]));
    expect(seen).toEqual(['{"a":1}']);
  });

  it("that is not JSON fails its batch where the function has a schema, and is not quoted", async () => {
    const lines: string[] = [];
    const seen: unknown[] = [];
    const fn = event({ schema: anything<{ n: number }>() }, ({ data }) => void seen.push(data.n));
    const handler = adaptLogs(fn, { log: (line) => void lines.push(line) });
    await expect(handler(logs(["a secret", { n: 1 }]))).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(seen).toEqual([1]);
    expect(lines.join()).toMatch(/ONEFN_MESSAGE_UNDECODABLE.*filter pattern/);
    expect(lines.join()).not.toContain("secret");
  });

  it("goes to the function for its log group, and is acknowledged if there is none", async () => {
    const seen: string[] = [];
    const of = (source: string) => event({ source }, () => void seen.push(source));
    const handler = adapt({ shop: of("/shop"), lambda: of("/aws/lambda/*") }, quiet);
    for (const group of ["/shop", "/aws/lambda/mail", "/mail"]) await handler(logs(["x"], { group }));
    expect(seen).toEqual(["/shop", "/aws/lambda/*"]);
  });

  it("has its native form at platform.record", async () => {
    let record: unknown;
    const fn = event((_, context) => {
      if (isAws(context)) record = context.platform.record?.extractedFields;
    });
    const line = { id: "1", timestamp: 0, message: "x", extractedFields: { level: "error", user: null } };
    await adapt(fn)(packed({ logGroup: "a", logEvents: [line] }));
    expect(record).toEqual(line.extractedFields);
  });

  it.each([
    ["null", null],
    ["a line without an id", { timestamp: 0, message: "x" }],
    ["a line without a message", { id: "1", timestamp: 0 }],
  ])("that is %s fails, and its neighbours are handled", async (_, broken) => {
    const seen: unknown[] = [];
    const handler = adaptLogs(
      event(({ data }) => void seen.push(data)),
      quiet,
    );
    const native = packed({ logGroup: "a", logEvents: [broken, { id: "2", timestamp: 0, message: "y" }] });
    await expect(handler(native)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(seen).toEqual(["y"]);
  });

  it("without a valid time has none", async () => {
    const [first] = await receive(packed({ logGroup: "a", logEvents: [{ id: "1", message: "x" }] }));
    expect(first?.time).toBeUndefined();
  });
});

describe("an event of CloudWatch Logs", () => {
  it("that is a control message is acknowledged without a run", async () => {
    expect(await receive(logsControl())).toEqual([]);
  });

  it.each([
    ["no base64", "This is Bauva, Pranit Bauva"],
    ["no gzip", Buffer.from('{"secret":1}').toString("base64")],
    ["no JSON", gzipSync("secret").toString("base64")],
    ["a list", gzipSync("[]").toString("base64")],
    ["no lines", gzipSync('{"logGroup":"secret"}').toString("base64")],
    ["no log group", gzipSync('{"logEvents":[]}').toString("base64")],
    ["empty", ""],
  ])("whose data is %s is refused with an error that does not quote it", async (_, data) => {
    await expect(receive({ awslogs: { data } })).rejects.toMatchObject({
      code: "ONEFN_MALFORMED_EVENT",
      message: expect.stringMatching(/^(?!.*(?:secret|Bauva)).*awslogs\.data/s),
    });
  });

  it("that would unpack to 1 GB is refused early", async () => {
    // Gzip allows several members behind each other, so the test need not pack a whole gigabyte.
    const member = gzipSync(Buffer.alloc(16 * 1024 * 1024, " "));
    const data = Buffer.concat(new Array(64).fill(member)).toString("base64");
    const before = process.memoryUsage().arrayBuffers;
    await expect(receive({ awslogs: { data } })).rejects.toMatchObject({
      code: "ONEFN_MALFORMED_EVENT",
      message: expect.stringContaining("more than 16777216 bytes"),
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });

  it("with as many lines as CloudWatch Logs sends is handled", async () => {
    const seen = await receive(logs(new Array(10_000).fill("x".repeat(78))));
    expect(seen).toHaveLength(10_000);
  });

  it("is refused by a deployable without event functions", async () => {
    const handler = adapt(
      message(() => {}),
      quiet,
    );
    await expect(handler(logs(["x"]))).rejects.toMatchObject({ code: "ONEFN_WRONG_KIND" });
  });
});
