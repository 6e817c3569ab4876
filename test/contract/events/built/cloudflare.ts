import { adapt as cloudflare } from "@onefn/cloudflare";
import * as c from "@onefn/cloudflare/simulator";
import { expect } from "vitest";
import { ok, type Row, request } from "./calls.js";

const ctx = { waitUntil() {}, passThroughOnException() {} };
export const onCloudflare: readonly Row[] = [
  [
    "fetchRequest",
    ["http", "fetch"],
    async (f) => ok(await cloudflare(f.http).fetch((await c.fetchRequest(...request)) as never, {}, ctx)),
  ],
  [
    "queue",
    ["message", "queues"],
    (f) => taken(c.queue(["a"]), (batch) => cloudflare(f.message).queue(batch, {}, ctx)),
  ],
  [
    "r2",
    ["storage", "r2"],
    (f) => taken(c.r2(["a.jpg"]), (batch) => cloudflare(f.storage).queue(batch, {}, ctx)),
  ],
  ["cron", ["schedule", "scheduled"], (f) => cloudflare(f.schedule).scheduled(c.cron("30 3 * * *"), {}, ctx)],
];

/** A queue reads what was acknowledged from the batch. */
async function taken(
  batch: c.SimulatedBatch,
  handle: (batch: c.SimulatedBatch) => Promise<unknown>,
): Promise<unknown> {
  await handle(batch);
  expect(batch.result("ok")).toMatchObject({ outcome: "ok", retryMessages: [] });
  return batch.result("ok");
}
