import { schedule } from "onefn";
import {
  createAdapter,
  defineProvider,
  type FunctionRecord,
  formatLogLine,
  portableCron,
  type RecordCodec,
  recordPipeline,
  type ScheduleSource,
  scheduleKind,
} from "onefn/provider";
import { describe, expect, it } from "vitest";

/** A tick of a schedule that is only known by its name. */
interface Run {
  readonly rule: string;
}

const source = (rule: string): ScheduleSource => ({
  id: rule,
  source: () => rule,
  type: () => "test.tick",
  scheduledAt: () => undefined,
  cron: () => undefined,
  late: () => undefined,
});

const codec: RecordCodec<Run, Run, string> = {
  trigger: "named",
  matches: (native) => typeof (native as Run).rule === "string",
  records: (native) => [native],
  readings: [
    { kind: "schedule", byName: true, origin: ({ rule }) => rule, decode: ({ rule }) => source(rule) },
  ],
  settle: ([settled]) => settled?.type ?? "none",
};

const provider = defineProvider<unknown>({
  name: "test",
  runtime: "node",
  context: {},
  platform: (native) => native,
  formatLog: formatLogLine,
  writeLog: () => {},
});

/** Which functions run for the rules, by the names under which they are adapted. */
async function ranFor(functions: FunctionRecord, rules: readonly string[], names = {}) {
  const ran: string[] = [];
  const spied = Object.fromEntries(
    Object.entries(functions).map(([name, fn]) => [name, { ...fn, handler: () => void ran.push(name) }]),
  );
  const pipelines = [recordPipeline([scheduleKind], [codec as never])];
  const handle = createAdapter("test", provider, pipelines, spied, { log() {}, names });
  for (const rule of rules) {
    try {
      await handle({ rule }, undefined);
    } catch (error) {
      ran.push((error as { readonly code: string }).code);
    }
  }
  return ran;
}

const run = () => {};
const nightly = schedule({ cron: "0 3 * * *" }, run);
const hourly = schedule({ every: "hour" }, run);

describe("ticks that only have the name of their schedule", () => {
  it("all go to the only schedule function, whatever it is called", async () => {
    expect(await ranFor({ nightly }, ["Shop-NightlyRule-1XYZ", "nightly", ""])).toEqual([
      "nightly",
      "nightly",
      "nightly",
    ]);
  });

  it("go to the function with that name if there are several", async () => {
    expect(await ranFor({ nightly, hourly }, ["hourly", "nightly", "daily"])).toEqual([
      "hourly",
      "nightly",
      "ONEFN_NO_FUNCTION",
    ]);
    const named = schedule({ name: "clean-up", cron: "0 4 * * *" }, run);
    expect(await ranFor({ named, hourly }, ["clean-up", "named"])).toEqual(["named", "ONEFN_NO_FUNCTION"]);
  });

  it("go to the function whose name or expression `names` gives", async () => {
    const names = { "prod-1": "hourly", "prod-2": "0 3 * * *" };
    expect(await ranFor({ nightly, hourly }, ["prod-1", "prod-2"], names)).toEqual(["hourly", "nightly"]);
  });

  it("go to the function without an expression if no other has their name", async () => {
    expect(await ranFor({ nightly, rest: schedule(run) }, ["nightly", "daily"])).toEqual(["nightly", "rest"]);
  });

  it("tell apart functions with the same expression, which their names must not share", async () => {
    const functions = { one: nightly, other: schedule({ cron: "0 3 * * *" }, run) };
    expect(await ranFor(functions, ["other", "one"])).toEqual(["other", "one"]);
    const same = { one: schedule({ name: "a" }, run), other: schedule({ name: "a", every: "hour" }, run) };
    await expect(ranFor(same, ["a"])).rejects.toMatchObject({ code: "ONEFN_DUPLICATE_TRIGGER" });
  });
});

describe("a provider's expression", () => {
  it.each([
    ["0 3 * * 1", 0, "0 3 * * MON"],
    ["0 3 * * 1-5", 0, "0 3 * * MON-FRI"],
    ["0 3 * * 0,6", 0, "0 3 * * SUN,SAT"],
    ["0 3 * * 7", 0, "0 3 * * SUN"],
    ["0 3 ? * 2-6", 1, "0 3 * * MON-FRI"],
    ["0 3 ? * 1", 1, "0 3 * * SUN"],
    ["0 0 3 * * 1-5", 0, "0 3 * * MON-FRI"],
    ["30 0 3 * * *", 0, "30 0 3 * * *"],
    ["0 3 1 jan-mar mon", 0, "0 3 1 1-3 MON"],
    ["*/5 * * * *", 0, "*/5 * * * *"],
    ["0 3 * * */2", 0, "0 3 * * */2"],
    ["  0  3 * * mon ", 0, "0 3 * * MON"],
    ["@daily", 0, "@daily"],
  ] as const)("%s, with Sunday %i, is %s", (expression, sunday, portable) => {
    expect(portableCron(expression, sunday)).toBe(portable);
  });
});
