import { type Context, event, schedule, storage } from "onefn";
import {
  type EventWire,
  type RecordDeployment,
  type ScheduleWire,
  type StorageWire,
  wiresOf,
} from "onefn/simulator";
import { expect, it } from "vitest";
import { adapt, stream } from "../../src/index.js";
import { createSimulator, inProcess } from "../../src/simulator/index.js";

const simulator = createSimulator(inProcess({ adapt, stream }));

const wireOf = (kind: "event" | "schedule" | "storage", trigger: string) =>
  wiresOf(simulator, kind).find((wire) => wire.trigger === trigger);

/** Keeps what each attempt has seen, and fails it. */
function failing() {
  const seen: { readonly id: string; readonly requestId: string; readonly trace: string | undefined }[] = [];
  const handler = ({ id }: { readonly id: string }, { requestId, trace }: Context) => {
    seen.push({ id, requestId, trace: trace?.traceId });
    throw new Error("no database");
  };
  return { seen, handler };
}

/** The distinct values of a member in what was seen. */
const distinct = <Seen, Name extends keyof Seen>(seen: readonly Seen[], name: Name) =>
  new Set(seen.map((each) => each[name])).size;

it.each([
  ["event", "eventbridge"],
  ["storage", "s3-eventbridge"],
] as const)(
  "a repeated invocation by a source of %s has the request id and the trace of the first",
  async (kind, trigger) => {
    const { seen, handler } = failing();
    const fn = kind === "event" ? event({ type: "sold" }, handler) : storage({ bucket: "sold" }, handler);
    const wire = wireOf(kind, trigger) as EventWire | StorageWire;
    const deployment = (await wire.deploy(() => fn)) as RecordDeployment<unknown>;
    const record = kind === "event" ? { data: {} } : { operation: "created", key: "a" };
    await deployment.send("sold", [record, record]);
    await deployment.drain("sold");
    expect([seen.length, distinct(seen, "requestId"), distinct(seen, "trace")]).toEqual([6, 2, 2]);
    await deployment.close();
  },
);

it("a run whose input tells nothing has one id, however often Lambda repeats it", async () => {
  const { seen, handler } = failing();
  let now = Date.UTC(2026, 2, 1);
  const clock = {
    now: () => now,
    advance(ms: number) {
      now += ms;
    },
  };
  const wire = wireOf("schedule", "scheduler-input") as ScheduleWire;
  const fn = schedule({ name: "nightly", cron: "30 3 * * *" }, handler);
  const deployment = await wire.deploy(() => fn, { clock });
  await deployment.send("nightly", [{ scheduledAt: new Date(now) }, { scheduledAt: new Date(now + 60_000) }]);
  for (let left = 6; left > 0; left--) {
    await deployment.deliver("nightly", () => ({ job: "nightly" }));
    clock.advance(120_000);
  }
  expect([seen.length, distinct(seen, "id")]).toEqual([6, 2]);
  await deployment.close();
});
