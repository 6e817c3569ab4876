import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AsyncWorkloadEvent as RealEvent } from "@netlify/async-workloads";
import { getStore } from "@netlify/blobs";
import { BlobsServer } from "@netlify/blobs/server";
import { createMessage, type Message, message, reject, retry } from "onefn";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it, vi } from "vitest";
import { type AsyncWorkloadEvent, adapt } from "../src/message/async-workloads.js";
import { isNetlify } from "../src/platform.js";
import { workloadEvent } from "../src/simulator/index.js";
import type { WorkloadLibrary } from "../src/workloads/library.js";

const KEY = "the-key-of-the-site";
const folder = mkdtempSync(join(tmpdir(), "onefn-blobs-"));
const blobs = new BlobsServer({ directory: folder, token: "token", port: 0 });

// Netlify's own library and its own store of state, without the platform around them.
beforeAll(async () => {
  const { port } = await blobs.start();
  const edgeURL = `http://127.0.0.1:${port}`;
  const context = { edgeURL, uncachedEdgeURL: edgeURL, siteID: "site", token: "token" };
  vi.stubEnv("NETLIFY_BLOBS_CONTEXT", Buffer.from(JSON.stringify(context)).toString("base64"));
  vi.stubEnv("AWL_API_KEY", KEY);
  vi.stubEnv("CONTEXT", "production");
  vi.stubGlobal("Netlify", { env: { get: (name: string) => process.env[name] } });
  for (const level of ["log", "error"] as const) vi.spyOn(console, level).mockImplementation(() => {});
});

afterAll(async () => {
  await blobs.stop();
  await rm(folder, { recursive: true });
});

/** Refuses everything. */
const refusing = {
  "~standard": { version: 1 as const, vendor: "test", validate: () => ({ issues: [{ message: "no" }] }) },
};

interface State {
  readonly state: string;
  readonly attemptNumber?: number;
  readonly delayUntilTime?: number;
}

/** Where Netlify's library has put an event, and with what. */
async function statesOf(id: string): Promise<readonly State[]> {
  const found: State[] = [];
  for (const state of ["processing", "pending", "delayed", "hibernating", "dead-lettered"]) {
    const store = getStore({ name: `async-workloads-state-${state}`, consistency: "strong" });
    for (const { key } of (await store.list()).blobs)
      if (key.includes(id)) found.push({ ...(await store.get(key, { type: "json" })), state });
  }
  return found;
}

/** Reads an answer of the library's, which ends when the handler has. It holds text, which Netlify's bootstrap takes. */
async function read(answer: Response | void): Promise<string> {
  let text = "";
  for await (const chunk of answer?.body ?? []) text += chunk;
  return text;
}

let count = 0;

/** What Netlify's router sends to a workload. */
async function send(
  handler: (each: Message) => unknown,
  data?: unknown,
  attempt = 0,
  schema?: typeof refusing,
) {
  const id = `event-${++count}`;
  const lines: string[] = [];
  const workload = adapt(message({ from: "orders", schema }, handler as () => void), {
    log: (line) => void lines.push(line),
  });
  const before = Date.now();
  const answer = await workload(
    new Request("https://shop.example/.netlify/functions/orders", {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify([
        { eventId: id, eventName: "orders", data, attemptContext: { attempt, maxRetries: 4 } },
      ]),
    }),
    { requestId: "01J0" },
  );
  expect([answer?.status, await read(answer)]).toEqual([200, "ack"]);
  const [state, ...others] = await statesOf(id);
  expect(others).toEqual([]);
  const delay = state?.delayUntilTime === undefined ? undefined : state.delayUntilTime - before;
  return { id, state: state?.state ?? "done", attempt: state?.attemptNumber, delay: delay ?? 0, lines };
}

describe("in Netlify's own library", () => {
  it("a handler that returns is done", async () => {
    const seen: Message[] = [];
    const { id, state } = await send((each) => void seen.push(each), { sku: "tea" }, 2);
    expect(state).toBe("done");
    expect(seen.map((each) => [each.id, each.data, each.attempt, each.subject])).toEqual([
      [id, { sku: "tea" }, 3, "orders"],
    ]);
  });

  it("a rejected event is dead-lettered at once, and so is one with bad data", async () => {
    expect((await send(() => reject({ reason: "no" }))).state).toBe("dead-lettered");
    expect((await send(() => {}, {}, 0, refusing)).state).toBe("dead-lettered");
  });

  it.each([
    ["retry()", () => retry()],
    ["an error", () => Promise.reject(new Error("no"))],
  ])("%s waits for the event's own schedule, and counts", async (_, handler) => {
    const { state, attempt, delay } = await send(handler);
    expect([state, attempt]).toEqual(["pending", 1]);
    expect(delay).toBeGreaterThanOrEqual(5_000);
    expect(delay).toBeLessThan(15_000);
  });

  it.each([
    [30, 0],
    // Below the schedule of the fourth attempt, which is 40 seconds.
    [20, 3],
    [3_600, 0],
  ])("retry({ after: %d }) at attempt %d waits as long as it says", async (after, attempt) => {
    const result = await send(() => retry({ after }), {}, attempt);
    expect([result.state, result.attempt]).toEqual(["delayed", attempt + 1]);
    expect(result.delay).toBeGreaterThanOrEqual(after * 1_000);
    expect(result.delay).toBeLessThan(after * 1_000 + 10_000);
  });

  it("retry({ after: 0 }) does not wait", async () => {
    const { state, delay } = await send(() => retry({ after: 0 }));
    expect(state).toBe("pending");
    expect(delay).toBeLessThan(5_000);
  });

  it("the last attempt ends among the dead letters, whatever the handler asks", async () => {
    expect((await send(() => retry({ after: 30 }), {}, 4)).state).toBe("dead-lettered");
  });

  it("retry after more than a year waits for a year, and the log says so", async () => {
    const { state, lines } = await send(() => retry({ after: 40_000_000 }));
    expect(state).toBe("hibernating");
    expect(lines.join()).toContain("at most 31556952 seconds");
  });

  it("an event whose name no function claims is kept", async () => {
    const workload = adapt(
      message({ from: "others" }, () => {}),
      { log: () => {} },
    );
    const request = new Request("https://shop.example/.netlify/functions/orders", {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify([{ eventId: "unclaimed", eventName: "orders", attemptContext: { attempt: 0 } }]),
    });
    await read(await workload(request, {}));
    expect((await statesOf("unclaimed")).map(({ state }) => state)).toEqual(["pending"]);
  });

  it("a caller without the site's key reaches no handler", async () => {
    const seen: unknown[] = [];
    const body = JSON.stringify([{ eventId: "1", eventName: "orders" }]);
    const request = new Request("https://shop.example/.netlify/functions/orders", { method: "POST", body });
    const answer = await adapt(message((each) => void seen.push(each)))(request, {});
    expect([answer?.status, seen]).toEqual([400, []]);
  });

  it("the platform has the event, with its steps", async () => {
    let step: unknown;
    const workload = adapt(
      message(async (_, context) => {
        if (isNetlify(context) && context.platform.wire === "workload") step = context.platform.event.step;
      }),
    );
    const request = new Request("https://shop.example/.netlify/functions/orders", {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify([{ eventId: "stepped", eventName: "orders" }]),
    });
    await read(await workload(request, {}));
    expect(step).toMatchObject({ run: expect.any(Function), sleep: expect.any(Function) });
  });
});

describe("an event", () => {
  it.each([
    ["a text", "hello", "hello"],
    ["JSON", { sku: "tea" }, { sku: "tea" }],
    ["null", null, null],
    ["nothing", undefined, undefined],
    ["false", false, false],
  ])("whose data is %s has it", async (_, data, expected) => {
    const seen: unknown[] = [];
    await send((each) => void seen.push(each.data), data);
    expect(seen).toEqual([expected]);
  });

  it("is built from what a handler of another provider received", () => {
    const event = workloadEvent(createMessage({ id: "m1", data: { sku: "tea" }, attempt: 2 }));
    expect(event).toMatchObject({ eventId: "m1", eventName: "orders", attempt: 1 });
  });
});

it("Netlify's own types fit our structural ones", () => {
  expectTypeOf<RealEvent>().toExtend<AsyncWorkloadEvent>();
  expectTypeOf<typeof import("@netlify/async-workloads")>().toExtend<WorkloadLibrary>();
});
