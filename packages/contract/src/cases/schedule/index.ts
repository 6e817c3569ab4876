import assert from "node:assert/strict";
import type { OutgoingTick } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import type { Missing } from "../../functions/copies.js";
import type { SeenTick } from "../../functions/schedule/index.js";
import { cronFor } from "../../functions/schedule/planned.js";
import type { RecordRun } from "../../run/record-run.js";
import { elapseCases } from "./elapse.js";

const MINUTE = 60_000;

/** Sends one tick, and returns what its function saw. */
async function seenOf(
  on: RecordRun<OutgoingTick>,
  tick: OutgoingTick,
  to = "contract-seen",
): Promise<SeenTick> {
  const [id] = await on.send(to, tick);
  await on.drain(to);
  return (await on.logs.report((seen) => seen.id === id)) as unknown as SeenTick;
}

/** The cases for wires of schedules, in addition to those for all records. */
export const scheduleCases: readonly RecordCase<OutgoingTick>[] = [
  {
    name: "a tick is a CloudEvent with an id, a source and a type, and without data",
    needs: "bareTicks",
    async run(on) {
      const seen = await seenOf(on, {});
      assert.equal(seen.specversion, "1.0");
      assert.ok(seen.id.length > 0 && seen.source.length > 0 && seen.type.includes("."));
      assert.equal(seen.bare, true);
    },
  },
  {
    name: "a tick has its planned time, as a Date and as the event's time",
    needs: "scheduledAt",
    async run(on) {
      const planned = new Date("2024-02-29T03:30:00.000Z");
      const { scheduledAt, time } = await seenOf(on, { scheduledAt: planned });
      assert.deepEqual([scheduledAt, time], [planned.toISOString(), planned.toISOString()]);
    },
  },
  {
    name: "a tick has its delay in milliseconds",
    needs: "scheduledAt",
    async run(on) {
      const { late } = await seenOf(on, { scheduledAt: new Date(Date.now() - 10 * MINUTE) });
      assert.ok(late !== null && late >= 10 * MINUTE && late < 15 * MINUTE, `it is ${late} ms late`);
    },
  },
  {
    name: "a tick that arrives early has no delay",
    needs: "scheduledAt",
    async run(on) {
      // Timers may be early by a little. A run long before its time is none of the schedule on some providers.
      assert.equal((await seenOf(on, { scheduledAt: new Date(Date.now() + MINUTE / 3) })).late, 0);
    },
  },
  {
    name: "a tick has the expression of its schedule",
    needs: "cron",
    async run(on) {
      assert.equal((await seenOf(on, {})).cron, cronFor("contract-seen"));
    },
  },
  {
    name: "a schedule defined by an interval has a cron expression",
    needs: "cron",
    async run(on) {
      assert.equal((await seenOf(on, {}, "contract-every")).cron, "*/5 * * * *");
    },
  },
  {
    name: "ticks of different times and schedules have different ids",
    async run(on) {
      const [one, other] = [new Date("2024-03-01T00:00:00Z"), new Date("2024-03-01T00:05:00Z")];
      const ids = await on.send("contract-seen", { scheduledAt: one }, { scheduledAt: other });
      const [elsewhere] = await on.send("contract-every", { scheduledAt: one });
      await on.drain("contract-seen");
      await on.drain("contract-every");
      for (const id of [...ids, elsewhere]) await on.logs.report((seen) => seen.id === id);
      assert.equal(new Set([...ids, elsewhere]).size, 3);
    },
  },
  {
    name: "a tick reaches only the function of its schedule",
    async run(on) {
      const [id] = await on.sendOrders("contract-log", { do: "nothing", n: 3 });
      await on.drain("contract-log");
      await on.logs.line((line) => line.includes("handled 3"));
      assert.deepEqual(
        on.logs.seen.filter((seen) => seen.id === id),
        [],
      );
    },
  },
  {
    name: "a tick whose function failed is delivered again",
    needs: "redelivery",
    async run(on) {
      const [id = ""] = await on.sendOrders("contract-outcomes", { do: "error" });
      assert.equal((await on.drain("contract-outcomes")).attempts[id], 3);
    },
  },
  {
    name: "a schedule in a time zone runs",
    needs: "timezone",
    deploy: { functions: "scheduleZoned" },
    async run(on) {
      await seenOf(on, {}, "contract-zoned");
    },
  },
  {
    name: "the context says where the function runs, and each tick has a request id",
    async run(on) {
      const [one, other] = [await seenOf(on, {}), await seenOf(on, {}, "contract-every")];
      assert.ok(one.requestId.length >= 8 && one.requestId !== other.requestId);
      assert.ok(one.functionName.length > 0 && one.functionName !== "anonymous");
    },
  },
  {
    name: "a copy of a tick or its context has every member or throws, and both print all their members",
    async run(on) {
      const [id] = await on.send("contract-copied", {});
      await on.drain("contract-copied");
      const { missing } = await on.logs.report((seen) => seen.id === id);
      for (const each of missing as readonly Missing[])
        for (const [copy, names] of Object.entries(each)) assert.deepEqual(names, [], copy);
    },
  },
  ...elapseCases,
];
