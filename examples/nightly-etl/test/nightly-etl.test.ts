import { simulator as aws } from "@onefn/aws/simulator";
import { simulator as azure } from "@onefn/azure/simulator";
import { simulator as cloudflare } from "@onefn/cloudflare/simulator";
import { simulator as gcp } from "@onefn/gcp/simulator";
import { simulator as netlify } from "@onefn/netlify/simulator";
import { simulator as server } from "@onefn/server/simulator";
import { simulator as vercel, vercelCron } from "@onefn/vercel/simulator";
import { createContext, createTick } from "onefn";
import { wiresOf } from "onefn/simulator";
import { afterEach, describe, expect, test, vi } from "vitest";

const DAY = 24 * 60 * 60_000;
const MONDAY = Date.parse("2026-03-02T00:00:00Z");

afterEach(() => vi.useRealTimers());

/** The example as in a new process, with one order of apples and two of pears on each of ten days from Monday. */
async function start() {
  vi.resetModules();
  const { nightlyReport } = await import("../src/functions.js");
  const { orders, reports, advance, nextDay } = await import("../src/warehouse.js");
  orders.length = 0;
  for (let day = MONDAY; day < MONDAY + 10 * DAY; day += DAY) {
    orders.push({ at: day, sku: "apples", price: 100 });
    orders.push({ at: day + DAY / 2, sku: "pears", price: 50 });
    orders.push({ at: day + DAY - 1, sku: "pears", price: 70 });
  }
  return { nightlyReport, orders, reports, advance, nextDay };
}

/** What each day's report says, by the number of days since Monday. */
const report = { orders: 3, cents: { apples: 100, pears: 120 } };
const reported = (days: number) =>
  Array.from({ length: days }, (_, index) => [MONDAY + index * DAY, report] as const);

/** A clock that also moves the process's. */
function startClock(now: number) {
  vi.useFakeTimers({ toFake: ["Date"], now });
  return {
    now: () => Date.now(),
    advance: (ms: number) => vi.setSystemTime(Date.now() + ms),
  };
}

const wires = [aws, azure, cloudflare, gcp, netlify, server, vercel].flatMap((simulator) =>
  wiresOf(simulator, "schedule").map((wire) => [`${simulator.provider}/${wire.trigger}`, wire] as const),
);

describe.each(wires)("%s", (_, wire) => {
  test("each night adds a day's report, and missed nights are made up for", async () => {
    const { nightlyReport, reports } = await start();
    const clock = startClock(MONDAY + DAY);
    const deployed = await wire.deploy(() => ({ nightlyReport }), { clock });
    await deployed.elapse(2 * DAY);
    expect([...reports]).toEqual(reported(2));
    // The provider is down for three nights.
    clock.advance(3 * DAY);
    expect([...reports]).toEqual(reported(2));
    const { dead } = await deployed.elapse(DAY);
    expect(dead).toEqual([]);
    expect([...reports]).toEqual(reported(6));
    await deployed.close();
  });

  test("a run that comes twice, or after a later one, changes nothing", async () => {
    const { nightlyReport, reports, orders } = await start();
    const clock = startClock(MONDAY + 3 * DAY);
    const deployed = await wire.deploy(() => ({ nightlyReport }), { clock });
    const scheduledAt = new Date(clock.now());
    await deployed.send("nightlyReport", [{ scheduledAt }, { scheduledAt }]);
    await deployed.drain("nightlyReport");
    expect([...reports]).toEqual(reported(3));
    orders.length = 0;
    await deployed.send("nightlyReport", [{ scheduledAt: new Date(MONDAY + DAY) }, { scheduledAt }]);
    expect((await deployed.drain("nightlyReport")).dead).toEqual([]);
    expect([...reports]).toEqual(reported(3));
    await deployed.close();
  });
});

test("runs that overlap write the same reports", async () => {
  const { nightlyReport, reports, advance, nextDay } = await start();
  const run = (days: number) =>
    nightlyReport.handler(createTick({ scheduledAt: new Date(MONDAY + days * DAY) }), createContext());
  await Promise.all([run(4), run(2), run(4)]);
  expect([...reports].sort(([a], [b]) => a - b)).toEqual(reported(4));
  await advance(MONDAY);
  expect(await nextDay(0)).toBe(MONDAY + 4 * DAY);
});

test("a run whose time is up leaves the other days to the next", async () => {
  const { nightlyReport, reports } = await start();
  const stopped = new AbortController();
  const log = () => stopped.abort();
  const tick = createTick({ scheduledAt: new Date(MONDAY + 4 * DAY) });
  await expect(async () =>
    nightlyReport.handler(tick, createContext({ signal: stopped.signal, log })),
  ).rejects.toThrow("aborted");
  expect([...reports]).toEqual(reported(1));
  await nightlyReport.handler(tick, createContext());
  expect([...reports]).toEqual(reported(4));
});

test("where the provider does not tell the planned time, the clock says which days are over", async () => {
  const { nightlyReport, reports } = await start();
  startClock(MONDAY + 2 * DAY + 3 * 60 * 60_000);
  await nightlyReport.handler(createTick({ scheduledAt: undefined }), createContext());
  expect([...reports]).toEqual(reported(2));
});

test("nothing is reported of today, nor if there is no order", async () => {
  const { nightlyReport, reports, orders } = await start();
  const run = (at: number) =>
    nightlyReport.handler(createTick({ scheduledAt: new Date(at) }), createContext());
  await run(MONDAY + DAY - 1);
  expect([...reports]).toEqual([]);
  orders.length = 0;
  await run(MONDAY + 2 * DAY);
  expect([...reports]).toEqual([]);
});

test("the entry of Vercel runs for nobody without the secret", async () => {
  const { reports } = await start();
  vi.stubEnv("CRON_SECRET", "a-long-random-text");
  const { default: entry } = await import("../src/vercel.js");
  expect((await entry.fetch(vercelCron("15 2 * * *", { secret: "another-text" }))).status).toBe(401);
  expect(reports.size).toBe(0);
  expect((await entry.fetch(vercelCron("15 2 * * *"))).ok).toBe(true);
  expect(reports.size).toBeGreaterThan(0);
  vi.unstubAllEnvs();
});
