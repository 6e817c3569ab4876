import { adapt, type MessageBatch, type QueueMessage } from "@onefn/cloudflare";
import { type Adapter, createSimulator, inProcess } from "@onefn/cloudflare/simulator";
import type { MessageFunction } from "onefn";
import { findWire } from "onefn/simulator";
import { afterAll, describe, expect, it } from "vitest";
import { killsOf, planOf } from "./plan.js";
import { type Losses, suffer } from "./run.js";
import { writeTable } from "./table.js";
import { can, type FaultyWire, sources } from "./wires.js";

/** `npx -y pnpm@10 faults` sets it, and then writes the table of docs/delivery.md. */
const { ONEFN_FAULTS: asked } = process.env;
const [messages, killed] = asked ? [Number(asked), 3_000] : [2_000, 300];

const PATIENCE = 3_600_000;

/** The runtime's batch has more than adapters use. */
interface RuntimeBatch extends MessageBatch {
  retryAll(): void;
}

const rows: { readonly name: string; readonly faults: Losses; readonly kills: Losses }[] = [];

function check(losses: Losses, wire: FaultyWire): void {
  expect(losses.lost).toBe(0);
  expect(losses.again).toBeLessThanOrEqual(losses.least);
  if (can(wire, "order")) expect(losses.reordered).toBe(0);
  if (can(wire, "partialFailure") && can(wire, "failsAlone")) expect(losses.neighbours).toBe(0);
}

describe.each(sources)("$name", ({ name, wire }) => {
  let faults: Losses;

  it(
    `loses none of ${messages} messages that fail in every way`,
    async () => {
      faults = await suffer(wire, planOf(messages, 1));
      check(faults, wire);
    },
    PATIENCE,
  );

  it(
    `loses none of ${killed} messages whose process is killed`,
    async () => {
      const kills = await suffer(wire, killsOf(killed, 2));
      check(kills, wire);
      expect([kills.done, kills.dead]).toEqual([killed, 0]);
      rows.push({ name, faults, kills });
    },
    PATIENCE,
  );
});

describe("an adapter of queues", () => {
  /** A Worker that settles each message of a batch otherwise. */
  const settling = (change: (message: QueueMessage, batch: RuntimeBatch) => Partial<QueueMessage>) => {
    const adapter: Adapter = (functions, options) => {
      const { queue } = adapt(functions as MessageFunction, options);
      return {
        queue: (batch, ...rest) =>
          queue(
            {
              queue: batch.queue,
              messages: batch.messages.map((each) => ({
                id: each.id,
                body: each.body,
                timestamp: each.timestamp,
                attempts: each.attempts,
                ack: () => each.ack(),
                retry: (options) => each.retry(options),
                ...change(each, batch as RuntimeBatch),
              })),
            },
            ...rest,
          ),
      };
    };
    return findWire(createSimulator(inProcess(adapter)), "message", "queues");
  };

  it("that acknowledges what failed is found out", async () => {
    const forgetful = settling((message) => ({ retry: () => message.ack() }));
    expect((await suffer(forgetful, planOf(200, 1))).lost).toBeGreaterThan(0);
  });

  it("that has the whole batch delivered again is found out", async () => {
    const coarse = settling((_, batch) => ({ ack() {}, retry: () => batch.retryAll() }));
    const { again, least, neighbours } = await suffer(coarse, planOf(200, 1));
    expect(again).toBeGreaterThan(least);
    expect(neighbours).toBeGreaterThan(0);
  });
});

afterAll(async () => {
  if (asked) await writeTable(rows);
});
