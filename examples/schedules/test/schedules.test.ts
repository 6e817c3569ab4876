import { simulator } from "@onefn/cloudflare/simulator";
import { createContext, createTick } from "onefn";
import { findWire } from "onefn/simulator";
import { expect, test } from "vitest";
import * as functions from "../src/functions.js";
import { sampledAt } from "../src/load.js";

const DAY = 24 * 60 * 60_000;

test("each night, samples older than two days are deleted", async () => {
  const logged: unknown[] = [];
  const log = (_: unknown, message: string, fields: unknown) => void logged.push([message, fields]);
  const context = createContext({ log });
  const at = (time: string) => createTick({ scheduledAt: new Date(time) });
  await functions.sample.handler(at("2026-02-26T23:00:00Z"), context);
  await functions.forget.handler(at("2026-03-01T03:30:00Z"), context);
  expect(logged.at(-1)).toEqual(["forgot", { samples: 1, late: 0 }]);
  expect(sampledAt()).toEqual([]);
});

test("after two simulated weeks, two days of samples are left", async () => {
  let now = Date.parse("2026-03-01T00:00:00Z");
  const clock = {
    now: () => now,
    advance(ms: number) {
      now += ms;
    },
  };
  const deployment = await findWire(simulator, "schedule", "scheduled").deploy(() => functions, { clock });
  const { acknowledged, dead } = await deployment.elapse(14 * DAY);
  expect([acknowledged.length, dead.length]).toEqual([14 * 96 + 14, 0]);
  const lastNight = Date.parse("2026-03-14T03:30:00Z");
  expect(Math.min(...sampledAt())).toBe(lastNight - 2 * DAY);
  expect(Math.max(...sampledAt())).toBe(now);
});
