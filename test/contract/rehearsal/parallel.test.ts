import { type RehearsalOptions, rehearse, type Stage } from "@onefn/contract/rehearse";
import { event, message, storage } from "onefn";
import { describe, expect, it } from "vitest";
import { matrix } from "../matrix.js";

type Handler = () => Promise<void>;

const KINDS = {
  message: {
    define: (handler: Handler) => message({ from: "orders", concurrency: 1 }, handler),
    inputs: (n: number) => ({ body: `order-${n}` }),
  },
  event: {
    define: (handler: Handler) => event({ type: "com.example.order", concurrency: 1 }, handler),
    inputs: (n: number) => ({ data: { n } }),
  },
  storage: {
    define: (handler: Handler) => storage({ bucket: "orders", concurrency: 1 }, handler),
    inputs: (n: number) => ({ operation: "created" as const, key: `order-${n}` }),
  },
};

/** Takes one from a stock for each order. @param atomic whether it reads and writes in one transaction. */
function taking(kind: keyof typeof KINDS, atomic: boolean) {
  return ({ answer }: Stage) => {
    let stock = 1_000;
    const functions = KINDS[kind].define(async () => {
      await answer();
      const before = stock;
      if (!atomic) await answer();
      stock = before - 1;
      await answer();
    });
    return { functions, taken: () => 1_000 - stock };
  };
}

const invariants: RehearsalOptions<{ functions: object; taken: () => number }>["invariants"] = [
  {
    name: "every order was taken from the stock",
    check: ({ taken }, { acknowledged }) => taken() >= acknowledged.length,
  },
];

/** One for each way of delivery: all others take as long, and show the same. */
const SOME: readonly (readonly [keyof typeof KINDS, string])[] = [
  ["message", "aws/sqs"],
  ["message", "aws/sns"],
  ["message", "azure/storage-queue"],
  ["message", "vercel/queues"],
  ["event", "aws/eventbridge"],
  ["storage", "aws/s3"],
];

describe("two records at the same time, in two processes", () => {
  it.each(SOME)(
    "find a function of the kind %s that reads first and writes later, on %s",
    async (kind, wire) => {
      const options = {
        seed: 1,
        steps: 600,
        simulators: matrix,
        wires: [wire],
        faults: ["parallel"],
        invariants,
      } as const;
      const report = await rehearse(taking(kind, false), { ...options, inputs: KINDS[kind].inputs });
      expect(report.violations).toMatchObject([{ wire, invariant: "every order was taken from the stock" }]);
      expect(report.violations[0]?.steps).toBeLessThanOrEqual(3);
      expect(String(report)).toMatch(
        /the handler waits in call 1 at answer 2, and another process is called\)/,
      );
      expect(String(report)).toMatch(/the handler that waited goes on; #\d acknowledged/);
      const right = await rehearse(taking(kind, true), {
        ...options,
        steps: 100,
        inputs: KINDS[kind].inputs,
      });
      expect(right.ok, String(right)).toBe(true);
    },
  );

  it.each(["aws/sqs-fifo", "gcp/pubsub-push"])(
    "have different keys where the broker keeps the order of a key, on %s",
    async (wire) => {
      const options = {
        seed: 1,
        simulators: matrix,
        wires: [wire],
        faults: ["parallel"],
        invariants,
      } as const;
      const same = (n: number) => ({ body: `order-${n}`, key: "a" });
      const report = await rehearse(taking("message", false), { ...options, steps: 200, inputs: same });
      expect(report.ok, String(report)).toBe(true);
      const keyed = (n: number) => ({ body: `order-${n}`, key: "ab"[n % 2] });
      const found = await rehearse(taking("message", false), { ...options, steps: 600, inputs: keyed });
      expect(found.violations).toMatchObject([{ wire, invariant: "every order was taken from the stock" }]);
      expect(String(found)).toContain("the handler that waited goes on");
    },
  );
});
