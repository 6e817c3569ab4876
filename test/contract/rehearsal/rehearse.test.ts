import { simulator as aws } from "@onefn/aws/simulator";
import { simulator as cloudflare } from "@onefn/cloudflare/simulator";
import { type RehearsalOptions, type Rehearsed, rehearse, type Stage } from "@onefn/contract/rehearse";
import { simulator as vercel } from "@onefn/vercel/simulator";
import { http, message, schedule, storage } from "onefn";
import type { MessageWire, Wire } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { matrix } from "../matrix.js";

const inputs = (n: number) => ({ body: JSON.stringify({ id: `order-${n}` }), key: "a" });
const some = { seed: 1, steps: 120, simulators: [aws], wires: ["aws/sqs"], inputs };

/** Counts orders. @param knows whether it knows those that it has counted. */
function counting(knows: boolean) {
  return ({ answer }: Stage) => {
    const known = new Set<string>();
    let count = 0;
    const orders = message({ from: "orders", as: "json" }, async ({ data }) => {
      const { id } = data as { readonly id: string };
      await answer();
      if (!knows || !known.has(id)) count++;
      known.add(id);
      await answer();
    });
    return { functions: orders, count: () => count };
  };
}

const wiresThat = (wires: readonly Wire[], isWanted: (wire: MessageWire) => boolean) =>
  wires.filter((wire): wire is MessageWire => wire.kind === "message").filter(isWanted);

const once: RehearsalOptions<{ readonly functions: object; readonly count: () => number }>["invariants"] = [
  { name: "each order counts once", check: ({ count }, { sent }) => count() <= sent.length },
];

describe("rehearse", () => {
  it("finds nothing in a function that knows what it has done", async () => {
    const report = await rehearse(counting(true), { ...some, invariants: once });
    expect(report.ok, String(report)).toBe(true);
    expect(report.steps).toEqual([{ provider: "aws", steps: expect.any(Number) }]);
    expect(report.steps[0]?.steps).toBeGreaterThanOrEqual(120);
    expect(String(report)).toMatch(/^seed 1: aws \d+ steps$/);
  });

  it.each(["duplicate", "crash", "deadline", "slow"] as const)(
    "finds a function that counts twice by the fault %s alone, in the fewest steps",
    async (fault) => {
      const report = await rehearse(counting(false), {
        ...some,
        steps: 2_000,
        faults: [fault],
        invariants: once,
      });
      expect(report.violations).toMatchObject([
        { wire: "aws/sqs", invariant: "each order counts once", message: "it is false" },
      ]);
      expect(report.violations[0]?.steps).toBeLessThanOrEqual(3);
    },
  );

  describe("by two deliveries of a record at the same time", () => {
    /** @param atomic whether it marks an order in the same transaction in which it looks. */
    const looking =
      (atomic: boolean) =>
      ({ answer }: Stage) => {
        const known = new Set<string>();
        let count = 0;
        const orders = message({ from: "orders", as: "json" }, async ({ data }) => {
          const { id } = data as { readonly id: string };
          await answer();
          if (known.has(id)) return;
          if (!atomic) await answer();
          known.add(id);
          count++;
          await answer();
        });
        return { functions: orders, count: () => count };
      };
    const expiring = matrix.flatMap(({ provider, wires }) =>
      wiresThat(wires, ({ expiry }) => expiry !== undefined).map(({ trigger }) => `${provider}/${trigger}`),
    );
    const options = {
      ...some,
      simulators: matrix,
      steps: 600,
      faults: ["expiry"],
      invariants: once,
    } as const;

    it("knows brokers that allow it by their documents", () => {
      expect(expiring).toEqual(expect.arrayContaining(["aws/sqs", "gcp/pubsub-push", "vercel/queues"]));
      expect(expiring).not.toContain("aws/sqs-fifo");
      expect(expiring).not.toContain("aws/kinesis");
    });

    it.each(expiring)("finds a function that looks first and writes later, on %s", async (wire) => {
      const report = await rehearse(looking(false), { ...options, wires: [wire] });
      expect(report.violations).toMatchObject([{ wire, invariant: "each order counts once" }]);
      expect(report.violations[0]?.steps).toBeLessThanOrEqual(3);
      expect(String(report)).toMatch(/expires in call 1 at answer [12], and the handler goes on later\)/);
      expect(String(await rehearse(looking(false), { ...options, wires: [wire] }))).toBe(String(report));
    });

    it.each(expiring)("finds nothing where looking and writing are one, on %s", async (wire) => {
      const report = await rehearse(looking(true), { ...options, steps: 100, wires: [wire] });
      expect(report.ok, String(report)).toBe(true);
    });

    it("finds nothing on brokers that do not allow it", async () => {
      const wires = ["aws/sqs-fifo", "aws/kinesis", "server/kafka-poll"];
      const report = await rehearse(looking(false), { ...options, wires });
      expect(report.ok, String(report)).toBe(true);
    });
  });

  it("finds nothing without faults", async () => {
    const report = await rehearse(counting(false), { ...some, faults: [], invariants: once });
    expect(report.ok, String(report)).toBe(true);
  });

  it("tells the seed, the steps, and what the other providers did with them", async () => {
    const options = { ...some, simulators: [aws, cloudflare], wires: ["aws/sqs", "cloudflare/queues"] };
    const report = await rehearse(counting(false), { ...options, faults: ["duplicate"], invariants: once });
    expect(report.violations.map(({ wire }) => wire)).toEqual(["aws/sqs", "cloudflare/queues"]);
    const text = String(report);
    expect(text).toMatch(/^"each order counts once" does not hold on aws\/sqs: it is false\n/);
    expect(text).toContain('\n  1. send #0 to orders: "{\\"id\\":\\"order-0\\"}"\n');
    expect(text).toContain(
      "2. deliver from orders: #0 (the process ends after call 1, before its broker hears of it)",
    );
    expect(text).toContain("3. deliver from orders: #0; #0 acknowledged (at the end)");
    expect(text).toMatch(
      /cloudflare\/queues: the same steps, where it does not hold: it is false\n {2}1\. send #0/,
    );
    expect(text).toMatch(/also on cloudflare\/queues \(seed \d+\)/);
  });

  it("ends the same way with the same seed, and at its first try with the seed of a violation", async () => {
    const options = { ...some, invariants: once };
    const [first, second] = [
      await rehearse(counting(false), options),
      await rehearse(counting(false), options),
    ];
    expect(String(second)).toBe(String(first));
    const [{ seed = 0, steps = 0 } = {}] = first.violations;
    const again = await rehearse(counting(false), { ...options, seed, steps: 1 });
    expect(again.violations).toMatchObject([{ seed, steps }]);
  });

  it("lets records overtake each other only where the broker keeps no order", async () => {
    const setup = () => {
      const seen: number[] = [];
      const orders = message(
        { from: "orders", as: "json" },
        ({ data }) => void seen.push((data as { readonly n: number }).n),
      );
      return { functions: orders, seen };
    };
    const inOrder = function inOrder({ seen }: ReturnType<typeof setup>) {
      return seen.every((n, index) => n >= (seen[index - 1] ?? 0));
    };
    const report = await rehearse(setup, {
      ...some,
      steps: 800,
      wires: ["aws/sqs", "aws/sqs-fifo"],
      faults: ["reorder", "delay"],
      inputs: (n) => ({ body: JSON.stringify({ n }), key: "a" }),
      invariants: [inOrder],
    });
    expect(report.violations.map(({ wire, invariant }) => [wire, invariant])).toEqual([
      ["aws/sqs", "inOrder"],
    ]);
  });

  it("ends a process between two answers of a dependency", async () => {
    const setup = ({ answer }: Stage) => {
      const books = { paid: 0, shipped: 0 };
      const orders = message({ from: "orders" }, async () => {
        await answer();
        books.paid++;
        await answer();
        books.shipped++;
      });
      return { functions: orders, books };
    };
    const report = await rehearse(setup, {
      ...some,
      faults: ["crash"],
      invariants: [
        { name: "what is paid is shipped", atRest: true, check: ({ books }) => books.paid === books.shipped },
      ],
    });
    expect(report.violations).toMatchObject([{ invariant: "what is paid is shipped", steps: 2 }]);
    expect(String(report)).toContain("(the process ends in call 1 at answer 2)");
  });

  it("plays functions of several kinds in one world", async () => {
    const setup = () => {
      const seen: string[] = [];
      const orders = message({ from: "orders" }, () => void seen.push("order"));
      const files = storage({ bucket: "files" }, () => void seen.push("file"));
      return { functions: { orders, files }, seen };
    };
    const kinds: (readonly string[])[] = [];
    const report = await rehearse(setup, {
      ...some,
      steps: 60,
      wires: ["aws/sqs", "aws/s3-in-sqs"],
      inputs: [{ body: "an order" }, { operation: "created", key: "a file" }],
      invariants: [({ seen }) => void kinds.push([...new Set(seen)])],
    });
    expect(report.ok, String(report)).toBe(true);
    expect(kinds).toContainEqual(expect.arrayContaining(["order", "file"]));
  });

  it("repeats no run of a schedule that its platform does not repeat", async () => {
    const setup = () => {
      let runs = 0;
      return { functions: schedule({ cron: "0 * * * *" }, () => void runs++), runs: () => runs };
    };
    const report = await rehearse(setup, {
      ...some,
      simulators: [vercel],
      wires: ["vercel/cron"],
      inputs: (n) => ({ scheduledAt: new Date(Date.UTC(2026, 2, 1, n)) }),
      invariants: [({ runs }, { sent }) => runs() <= sent.length],
    });
    expect(report.ok, String(report)).toBe(true);
  });

  it("says that a violation did not happen again if something outside the state decides", async () => {
    let calls = 0;
    const setup = () => ({ functions: message({ from: "orders" }, () => void calls++) });
    const report = await rehearse(setup, {
      ...some,
      invariants: [
        function decidedElsewhere() {
          if (calls < 5) return true;
          calls = Number.NEGATIVE_INFINITY;
          return false;
        },
      ],
    });
    expect(report.ok).toBe(false);
    expect(String(report)).toContain("something outside the functions' state differs");
  });

  it("refuses functions that no broker calls, and inputs that no function takes", async () => {
    const refused = (setup: () => Rehearsed, given: Partial<RehearsalOptions<Rehearsed>> = {}) =>
      rehearse(setup, { ...some, invariants: [() => true], ...given });
    await expect(refused(() => ({ functions: http(() => new Response()) }))).rejects.toMatchObject({
      code: "ONEFN_INVALID_OPTION",
      message: expect.stringContaining("no wire delivers records to functions of the kind http"),
    });
    await expect(
      refused(() => ({ functions: message(() => {}) }), { inputs: [{ operation: "created", key: "a" }] }),
    ).rejects.toMatchObject({ message: expect.stringContaining("no function takes a notification") });
    await expect(
      refused(() => ({ functions: message(() => {}) }), { wires: ["aws/sqss"] }),
    ).rejects.toMatchObject({ code: "ONEFN_INVALID_OPTION" });
  });
});
