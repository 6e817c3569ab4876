import { message, schedule, type Tick } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt, type GcpOptions } from "../src/index.js";
import { cloudScheduler, pubsub, pubsubPush } from "../src/simulator/index.js";
import { serving } from "./support/running.js";

const PLATFORM = { verify: "platform" } as const;

/** Sends requests to schedules, and returns the statuses and what the functions saw. */
async function run(
  requests: readonly {
    readonly headers?: object;
    readonly body?: string | Uint8Array<ArrayBuffer> | null;
    readonly method?: string;
  }[],
  options: GcpOptions = {},
  names: readonly string[] = ["nightly"],
) {
  const seen: (Tick & { readonly by: string })[] = [];
  const functions = names.map((name) => [
    name,
    schedule(
      { name, cron: "0 3 * * *" },
      (tick) => void seen.push(Object.assign(Object.create(tick), { by: name })),
    ),
  ]);
  const lines: string[] = [];
  const handler = adapt(Object.fromEntries(functions), {
    events: PLATFORM,
    log: (line) => void lines.push(line),
    ...options,
  });
  const url = await serving(handler);
  const statuses: number[] = [];
  for (const request of requests) {
    const response = await fetch(url, { method: "POST", ...request } as RequestInit);
    statuses.push(response.status);
  }
  return { seen, statuses, log: lines.join("\n") };
}

const headersOf = (headers: object, more: object = {}) => ({ headers: { ...headers, ...more } });

describe("a job of Cloud Scheduler", () => {
  const { headers } = cloudScheduler({ job: "nightly" });

  test.each([
    ["2026-01-02T03:00:00Z", "2026-01-02T03:00:00.000Z"],
    ["2026-01-02T03:00:00+02:00", "2026-01-02T01:00:00.000Z"],
    ["2026-01-02T03:00:00.123456-08:00", "2026-01-02T11:00:00.123Z"],
  ])("is a tick with the planned time %s", async (time, at) => {
    const { seen, statuses } = await run([headersOf(headers, { "x-cloudscheduler-scheduletime": time })]);
    expect(statuses).toEqual([204]);
    expect(seen[0]?.scheduledAt?.toISOString()).toBe(at);
    expect([seen[0]?.id, seen[0]?.time, seen[0]?.cron]).toEqual([`nightly@${at}`, at, undefined]);
    expect(seen[0]?.late).toBeGreaterThan(0);
  });

  test.each([undefined, "soon"])("has no planned time where none is told: %s", async (time) => {
    const { headers } = cloudScheduler({ scheduledAt: null });
    const given = headersOf(headers, time === undefined ? time : { "x-cloudscheduler-scheduletime": time });
    const { seen, statuses } = await run([given, given]);
    expect(statuses).toEqual([204, 204]);
    expect([seen[0]?.scheduledAt, seen[0]?.late, seen[0]?.time]).toEqual([undefined, undefined, undefined]);
    expect(seen[0]?.id).not.toBe(seen[1]?.id);
  });

  test.each([
    ["", "application/octet-stream", undefined],
    ['{"full":true}', "application/octet-stream", { full: true }],
    ['{"full":true}', "application/json", { full: true }],
    ["wörter", "application/octet-stream", "wörter"],
    ["12", "text/plain", "12"],
    [new Uint8Array([255, 0]), "application/octet-stream", new Uint8Array([255, 0])],
  ])("has its payload as data: %j as %s", async (body, contentType, data) => {
    const { seen } = await run([{ ...headersOf(headers, { "content-type": contentType }), body }]);
    expect(seen[0]?.data).toEqual(data);
  });

  test("may be a GET without a body", async () => {
    const { "content-type": _, ...rest } = headers;
    const { statuses, seen } = await run([{ method: "GET", headers: rest }]);
    expect([statuses, seen.length]).toEqual([[204], 1]);
  });

  test("goes to the function of its name, also by its full name or a mapped one", async () => {
    const jobs = ["hourly", "projects/shop/locations/europe-west1/jobs/nightly", "prod-nightly"];
    const { seen, statuses } = await run(
      [...jobs, "unknown"].map((job) => headersOf(headers, { "x-cloudscheduler-jobname": job })),
      { names: { "prod-nightly": "nightly" } },
      ["hourly", "nightly"],
    );
    expect(seen.map(({ by }) => by)).toEqual(["hourly", "nightly", "nightly"]);
    expect(statuses).toEqual([204, 204, 204, 500]);
  });

  test.each([
    ["without the option events", headers, { events: undefined }, 401],
    ["refused by verify", headers, { events: { verify: () => false } }, 401],
    ["that also says that it is a task", { ...headers, "x-cloudtasks-taskname": "1" }, {}, 500],
    ["that also says that it is a message", { ...headers, "x-goog-pubsub-message-id": "1" }, {}, 500],
    ["without a job", { ...headers, "x-cloudscheduler-jobname": "" }, {}, 500],
    ["of another value", { ...headers, "x-cloudscheduler": "false" }, {}, 500],
  ])("runs nothing %s", async (_, given, options, status) => {
    const { seen, statuses } = await run([{ headers: given }], options as GcpOptions);
    expect([statuses, seen]).toEqual([[status], []]);
  });
});

describe("a job that publishes to a topic", () => {
  /** Which function takes messages of these topics. */
  async function taken(topics: readonly string[], functions: Parameters<typeof named>[0]) {
    const took: string[] = [];
    const handler = adapt(named(functions, took), { events: PLATFORM, log: () => {} });
    for (const topic of topics)
      await Promise.resolve(handler(pubsub({ body: '{"full":true}' }, { topic }))).catch(() =>
        took.push("nobody"),
      );
    return took;
  }

  const named = (claims: Readonly<Record<string, string | undefined>>, took: string[]) =>
    Object.fromEntries(
      Object.entries(claims).map(([name, from]) => [
        name,
        name.startsWith("message")
          ? message(from === undefined ? {} : { from }, () => void took.push(name))
          : schedule({ name: from as string, cron: "0 3 * * *" }, () => void took.push(name)),
      ]),
    );

  test("is a tick of the only schedule, whatever its name", async () => {
    expect(await taken(["nightly", "other"], { tick: "nightly" })).toEqual(["tick", "tick"]);
  });

  test("is a tick of the schedule with the topic's name", async () => {
    const took = await taken(["hourly", "nightly", "other"], { hour: "hourly", night: "nightly" });
    expect(took).toEqual(["hour", "night", "nobody"]);
  });

  test("is a message where a message function claims its topic", async () => {
    expect(await taken(["orders", "nightly"], { message: "orders", tick: "nightly" })).toEqual([
      "message",
      "tick",
    ]);
    expect(await taken(["nightly"], { messages: undefined, tick: "nightly" })).toEqual(["messages"]);
  });

  test("has the time of its publishing, and its payload", async () => {
    const seen: Tick[] = [];
    const handler = adapt(
      schedule({ name: "nightly", cron: "0 3 * * *" }, (tick) => void seen.push(tick)),
      { events: PLATFORM },
    );
    const event = pubsub({ body: '{"full":true}' }, { topic: "nightly" });
    await handler(event);
    expect(seen[0]).toMatchObject({
      id: event.data.message.messageId,
      data: { full: true },
      cron: undefined,
    });
    expect(seen[0]?.scheduledAt).toEqual(new Date(event.data.message.publishTime));
  });

  test("is a tick when it is pushed, by the name of the subscription", async () => {
    const body = JSON.stringify(pubsubPush({ body: "full" }, { subscription: "nightly" }));
    const { seen, statuses } = await run([{ headers: { "content-type": "application/json" }, body }], {}, [
      "hourly",
      "nightly",
    ]);
    expect([statuses, seen[0]?.by, seen[0]?.data]).toEqual([[204], "nightly", "full"]);
  });
});
