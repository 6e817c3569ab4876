import { type Context, schedule, TaskError, task } from "onefn";
import { bearerSecret } from "onefn/events";
import { createClock, findWire } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { netlifyBackground, simulator } from "../src/simulator/index.js";
import { adapt } from "../src/task/background-functions.js";

const platform = { events: { verify: "platform" } } as const;

/** A background function whose log lines are kept. */
function deployed(handler: (input: unknown, context: Context) => unknown, options: object = platform) {
  const lines: Record<string, unknown>[] = [];
  const run = adapt(task({ name: "report" }, handler), {
    ...options,
    log: (line) => void lines.push(JSON.parse(line)),
  });
  return { run, lines, codes: () => lines.map(({ code }) => code) };
}

describe("a background function", () => {
  it("returns nothing, whatever the output", async () => {
    const { run, lines } = deployed(() => ({ secret: "output" }));
    expect(await run(netlifyBackground({}))).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it.each([
    ["an error", new Error("no database"), "ONEFN_HANDLER_FAILED"],
    ["a text", "no database", "ONEFN_HANDLER_FAILED"],
  ])("rejects if the handler throws %s, and its message is in the log alone", async (_, thrown, code) => {
    const { run, codes } = deployed(() => {
      throw thrown;
    });
    const error = await run(netlifyBackground({})).catch((each) => each);
    expect([error.code, codes()]).toEqual(["ONEFN_TASK_UNFINISHED", [code]]);
    expect(String(error)).not.toContain("database");
  });

  it("rejects at the end of its `timeout`, and the log says so", async () => {
    const { run, codes } = deployed(() => new Promise(() => {}), { ...platform, timeout: 60 });
    await expect(run(netlifyBackground({}))).rejects.toMatchObject({ code: "ONEFN_TASK_UNFINISHED" });
    expect(codes()).toEqual(["ONEFN_DEADLINE"]);
  });

  it("has the signal fire ahead of its `timeout`", async () => {
    let reason: unknown;
    const { run } = deployed(
      (_, { signal }) =>
        new Promise((resolve) =>
          signal.addEventListener("abort", () => {
            reason = signal.reason;
            resolve("in time");
          }),
        ),
      { ...platform, timeout: 300, margin: 250 },
    );
    await run(netlifyBackground({}));
    expect(reason).toMatchObject({ name: "TimeoutError" });
  });

  it("logs a TaskError with its data, and does not reject", async () => {
    const { run, lines } = deployed(() => {
      throw new TaskError("CardExpired", "The card has expired.", { data: { card: "visa" } });
    });
    await run(netlifyBackground({}));
    expect(lines).toMatchObject([
      { level: "error", message: "[onefn] CardExpired: The card has expired.", data: { card: "visa" } },
    ]);
  });

  it.each([
    ["a GET", new Request("https://shop.example/.netlify/functions/report"), "405"],
    [
      "too many bytes",
      new Request("https://shop.example/", { method: "POST", body: "x".repeat(17 * 1024 * 1024) }),
      "413",
    ],
  ])("logs that %s was refused, and does not reject", async (_, request, status) => {
    const { run, lines } = deployed(() => {});
    await run(request);
    expect(lines).toMatchObject([{ level: "warn", code: "ONEFN_CALL_REFUSED" }]);
    expect(lines[0]?.message).toContain(`refused with ${status}`);
  });

  it("is not called without its secret, and the log says that the caller does not know", async () => {
    let runs = 0;
    const { run, lines } = deployed(() => void runs++, { events: { verify: bearerSecret("right") } });
    await run(netlifyBackground({}));
    await run(netlifyBackground({}, { secret: "wrong" }));
    expect(runs).toBe(0);
    expect(lines.map(({ code }) => code)).toEqual([
      ...["ONEFN_UNVERIFIED_EVENT", "ONEFN_CALL_REFUSED"],
      ...["ONEFN_UNVERIFIED_EVENT", "ONEFN_CALL_REFUSED"],
    ]);
    await run(netlifyBackground({}, { secret: "right" }));
    expect(runs).toBe(1);
  });

  it("finds one of several tasks by the end of its path", async () => {
    const ran: string[] = [];
    const run = adapt(
      { first: task(() => void ran.push("first")), second: task(() => void ran.push("second")) },
      { events: { path: "/tasks/:name", verify: "platform" }, log: () => {} },
    );
    const url = "https://shop.example/tasks";
    await run(netlifyBackground({}, { name: "second", url }));
    await run(netlifyBackground({}, { name: "third", url }));
    expect(ran).toEqual(["second"]);
  });

  it("takes no other kind of function", () => {
    expect(() => adapt(schedule(() => {}) as never, platform)).toThrow(/kind schedule/);
  });
});

describe("Netlify, simulated", () => {
  const background = findWire(simulator, "task", "background-functions");

  it("calls again after one and after two minutes, with the same id, and then gives up", async () => {
    const clock = createClock();
    const tries: [minute: number, id: string][] = [];
    const begun = clock.now();
    const fn = task((_, { requestId }) => {
      tries.push([Math.round((clock.now() - begun) / 60_000), requestId]);
      throw new Error("no database");
    });
    const errors: unknown[] = [];
    const deployment = await background.deploy(() => fn, { clock, tap: ({ error }) => errors.push(error) });
    expect(await deployment.send({})).toEqual({ accepted: true });
    expect(tries.map(([minute]) => minute)).toEqual([0, 1, 3]);
    expect(new Set(tries.map(([, id]) => id)).size).toBe(1);
    expect(errors).toHaveLength(3);
  });

  it("refuses a request of more than 256 KB", async () => {
    let runs = 0;
    const deployment = await background.deploy(() => task(() => void runs++));
    expect((await deployment.send("x".repeat(256 * 1024))).error).toBeDefined();
    expect(runs).toBe(0);
    await deployment.send("x".repeat(255 * 1024));
    expect(runs).toBe(1);
  });
});
