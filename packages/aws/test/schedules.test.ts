import { event, message, schedule, type Tick } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt, isAws } from "../src/index.js";
import { adapt as adaptEvents } from "../src/schedule/eventbridge.js";
import { adapt as adaptPayloads } from "../src/schedule/payload.js";
import { adapt as adaptSchedules } from "../src/schedule.js";
import { eventBridge, eventBridgeRule, s3, scheduler, sns, sqs } from "../src/simulator/index.js";

const at = new Date("2026-03-01T03:30:00Z");
const timers = { ...globalThis, Date: { now: () => at.getTime() + 1234 } };
const quiet = { log: () => {}, timers } as never;

const context = (awsRequestId: string) =>
  ({ awsRequestId, invokedFunctionArn: "arn:aws:lambda:eu-central-1:123456789012:function:tidy" }) as never;

/** Runs the event in a deployable with one schedule function. */
async function tickOf(native: unknown, requestId = "request-1"): Promise<Tick> {
  let seen: Tick | undefined;
  await adaptSchedules(
    schedule((tick) => {
      seen = tick;
    }),
    quiet,
  )(native, context(requestId));
  if (!seen) throw new Error("The function did not run.");
  return seen;
}

/** Functions that note which of them ran. */
function noting(ran: string[]) {
  const one = (name: string) => schedule({ name, cron: "30 3 * * *" }, () => void ran.push(name));
  return { one: one("clean-up"), other: one("report") };
}

describe("a tick of a rule or a schedule without an input", () => {
  it.each([
    ["a rule", eventBridgeRule("clean-up", { scheduledAt: at }), "com.amazonaws.events.scheduled"],
    ["a schedule", scheduler("clean-up", { scheduledAt: at }), "com.amazonaws.scheduler.scheduled"],
  ])("of %s has its time, its delay and the schedule's name, and no data", async (_, native, type) => {
    const tick = await tickOf(native);
    const { id, resources, account, region } = native as Record<string, unknown>;
    expect(JSON.parse(JSON.stringify(tick))).toEqual({
      specversion: "1.0",
      id,
      source: (resources as string[])[0],
      type,
      subject: "clean-up",
      time: at.toISOString(),
      scheduledAt: at.toISOString(),
      late: 1234,
      extensions: { account, region, resources },
    });
    expect([tick.cron, tick.data]).toEqual([undefined, undefined]);
  });

  it("has no planned time if the event has no valid one", async () => {
    const tick = await tickOf({ ...eventBridgeRule("clean-up"), time: "soon" });
    expect([tick.scheduledAt, tick.late, tick.time]).toEqual([undefined, undefined, undefined]);
  });

  it("goes to the function with the name of the rule, the schedule, or the group and the schedule", async () => {
    const ran: string[] = [];
    const names = { "nightly/clean-up-prod": "clean-up", "report-prod": "report" };
    const handler = adapt(noting(ran), { ...(quiet as object), names });
    await handler(eventBridgeRule("report"));
    await handler(scheduler("clean-up"));
    await handler(scheduler("clean-up-prod", { group: "nightly" }));
    await handler(eventBridgeRule("report-prod"));
    expect(ran).toEqual(["report", "clean-up", "clean-up", "report"]);
    await expect(handler(eventBridgeRule("other"))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringMatching(/"other".*Known: .*clean-up/),
    });
    await expect(handler(scheduler("clean-up-prod"))).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
  });

  it("of a rule on another bus has the name of the rule", async () => {
    const arn = "arn:aws:events:eu-central-1:123456789012:rule/shop-bus/report";
    const ran: string[] = [];
    await adapt(noting(ran), quiet)({ ...eventBridgeRule("x"), resources: [arn] });
    expect(ran).toEqual(["report"]);
  });

  it("fails by throwing, so that Lambda repeats it", async () => {
    const fail = schedule(() => {
      throw new Error("no");
    });
    await expect(adapt(fail, quiet)(eventBridgeRule("x"))).rejects.toMatchObject({
      code: "ONEFN_BATCH_FAILED",
      cause: expect.objectContaining({ message: "no" }),
    });
  });

  it("is an ordinary event where no function is a schedule, and keeps other functions warm", async () => {
    const types: string[] = [];
    const take = event(({ type }) => void types.push(type));
    await adapt(take, quiet)(eventBridgeRule("x"));
    expect(types).toEqual(["Scheduled Event"]);
    expect(
      await adapt(
        message(() => {}),
        quiet,
      )(eventBridgeRule("x")),
    ).toBe("warm");
  });

  it("reaches the schedule function beside an event function, which gets all other events", async () => {
    const ran: string[] = [];
    const handler = adapt(
      {
        tidy: schedule(() => void ran.push("tick")),
        take: event(({ type }) => void ran.push(type)),
      },
      quiet,
    );
    await handler(eventBridgeRule("x"));
    await handler(eventBridge({ type: "Scheduled Event", source: "com.example", data: {} }));
    await handler(eventBridge({ type: "order.placed", data: {} }));
    expect(ran).toEqual(["tick", "Scheduled Event", "order.placed"]);
  });
});

describe("the input of a schedule", () => {
  const INPUT = {
    keep: "30 days",
    "schedule-arn": "<aws.scheduler.schedule-arn>",
    "scheduled-time": "<aws.scheduler.scheduled-time>",
    "execution-id": "<aws.scheduler.execution-id>",
  };

  it("is the data of a tick, with the planned time that Scheduler has filled in", async () => {
    const native = scheduler("clean-up", { input: INPUT, scheduledAt: at });
    const arn = "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/clean-up";
    expect(JSON.parse(JSON.stringify(await tickOf(native)))).toEqual({
      specversion: "1.0",
      id: `${arn}@2026-03-01T03:30:00Z`,
      source: arn,
      type: "com.amazonaws.lambda.payload",
      subject: "clean-up",
      time: at.toISOString(),
      scheduledAt: at.toISOString(),
      late: 1234,
      extensions: {},
      data: native,
    });
  });

  it.each([
    ["an object", { keep: 30 }],
    ["an empty object", {}],
    ["a list", [{ keep: 30 }, 2]],
    ["a text", "clean up"],
    ["a number", 30],
    ["false", false],
    ["null", null],
    ["a member of a service's event", { source: "aws.scheduler", detail: { keep: 30 }, tasks: ["a"] }],
    ["a member __proto__", JSON.parse('{"__proto__":{"admin":true}}')],
  ])("can be %s", async (_, native) => {
    const { data, id, source, scheduledAt, late } = await tickOf(native);
    expect(data).toBe(native);
    expect([id, source]).toEqual(["request-1", expect.stringContaining(":function:tidy")]);
    expect([scheduledAt, late]).toEqual([undefined, undefined]);
  });

  it.each([
    ["kebab case", "scheduled-time", "execution-id"],
    ["camel case", "scheduledTime", "executionId"],
    ["snake case", "scheduled_time", "execution_id"],
  ])("may name the keywords in %s", async (_, time, execution) => {
    const input = { [time]: "<aws.scheduler.scheduled-time>", [execution]: "<aws.scheduler.execution-id>" };
    const native = scheduler("x", { input, scheduledAt: at }) as Record<string, unknown>;
    const tick = await tickOf(native);
    expect([tick.scheduledAt, tick.id]).toEqual([at, native[execution]]);
  });

  it.each([
    "<aws.scheduler.scheduled-time>",
    "",
    "5",
    "tomorrow",
    "2026-03-01T03:30:00",
    "2026-99-99T03:30:00Z",
    5,
    null,
  ])("has no planned time if the member is %j", async (written) => {
    const { scheduledAt, time } = await tickOf({ "scheduled-time": written });
    expect([scheduledAt, time]).toEqual([undefined, undefined]);
  });

  it("chooses among several functions by the schedule's ARN, and is an unknown event without it", async () => {
    const ran: string[] = [];
    const handler = adapt(noting(ran), quiet);
    await handler(scheduler("report", { input: INPUT }));
    // The transformer of a rule can write the same.
    await handler({ "schedule-arn": "arn:aws:events:eu-central-1:123456789012:rule/clean-up" });
    expect(ran).toEqual(["report", "clean-up"]);
    for (const native of [{ keep: "secret" }, null, "secret", { "schedule-arn": "report" }]) {
      await expect(handler(native)).rejects.toMatchObject({
        code: "ONEFN_UNKNOWN_EVENT",
        message: expect.stringMatching(/^(?!.*secret).*<aws\.scheduler\.schedule-arn>/),
      });
    }
    expect(ran).toHaveLength(2);
  });

  it("is never an event of another trigger, also in an entry that does not know it", async () => {
    const ran: unknown[] = [];
    const tidy = schedule(({ data }) => void ran.push(data));
    const others = [
      sqs(["x"]),
      sqs(["x"]).Records,
      sns("x"),
      s3(["x"]),
      eventBridge({ type: "order.placed", data: {} }),
      { awslogs: { data: "H4sI" } },
      { requestContext: { http: { method: "GET" } } },
      { source: "aws.cloudwatch", alarmArn: "arn", alarmData: {} },
    ];
    for (const handle of [adaptPayloads(tidy, quiet), adapt(tidy, quiet)])
      for (const native of others)
        await expect(handle(native)).rejects.toMatchObject({
          code: expect.stringMatching(/^ONEFN_(?:UNKNOWN_EVENT|WRONG_KIND|NO_FUNCTION)$/),
        });
    expect(ran).toEqual([]);
  });

  it("is no ping that keeps the function warm", async () => {
    const ran: unknown[] = [];
    const handler = adapt(
      schedule(({ data }) => void ran.push(data)),
      quiet,
    );
    for (const ping of [{ warmup: true }, { warmer: true }, { source: "serverless-plugin-warmup" }])
      expect(await handler(ping)).toBe("warm");
    expect(ran).toEqual([]);
  });

  it("is an unknown event where no function is a schedule", async () => {
    const handler = adapt(
      message(() => {}),
      quiet,
    );
    await expect(handler({ keep: 30 })).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
  });

  it("is an unknown event to the entry for events without an input", async () => {
    const handler = adaptEvents(
      schedule(() => {}),
      quiet,
    );
    await expect(handler({ keep: 30 })).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
  });

  it("is in context.platform", async () => {
    let seen: unknown;
    const tidy = schedule((_, each) => {
      if (isAws(each)) seen = each.platform.event;
    });
    await adapt(tidy, quiet)({ keep: 30 });
    expect(seen).toEqual({ keep: 30 });
  });
});
