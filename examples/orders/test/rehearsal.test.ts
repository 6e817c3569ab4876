import { simulator as aws } from "@onefn/aws/simulator";
import { simulator as cloudflare } from "@onefn/cloudflare/simulator";
import { rehearse, type Stage } from "@onefn/contract/rehearse";
import { expect, test } from "vitest";
import { createStock } from "../src/stock.js";
import { functionsOf } from "../src/warehouse.js";

/** `ONEFN_REHEARSAL=10000` takes so many steps on each provider; a few on one broker are enough otherwise. */
const { ONEFN_REHEARSAL: asked } = process.env;
const some = { seed: 1, ...(asked ? { steps: Number(asked) } : { steps: 300, simulators: [cloudflare] }) };
const PATIENCE = asked ? 3_600_000 : 60_000;

const inputs = (n: number) => ({ body: JSON.stringify({ id: `order-${n}`, sku: "apples", quantity: 1 }) });

/** @param forgetful whether it forgets which orders it has packed. */
const warehouse =
  (forgetful: boolean) =>
  ({ answer }: Stage) => {
    const stock = createStock(answer);
    let calls = 0;
    const take: typeof stock.take = (sku, quantity, order) =>
      stock.take(sku, quantity, forgetful ? `${order} ${calls++}` : order);
    const { orders } = functionsOf({ ...stock, take });
    return { functions: orders, gone: () => 1_000 - (stock.left("apples") ?? 0) };
  };

type Warehouse = ReturnType<ReturnType<typeof warehouse>>;

const invariants = [
  {
    name: "each order leaves the warehouse once",
    check: ({ gone }: Warehouse, { sent }: { readonly sent: readonly unknown[] }) => gone() <= sent.length,
  },
  {
    name: "what is acknowledged has left",
    check: ({ gone }: Warehouse, { acknowledged }: { readonly acknowledged: readonly unknown[] }) =>
      gone() >= acknowledged.length,
  },
];

test(
  "each order leaves the warehouse once, whatever goes wrong",
  async () => {
    const report = await rehearse(warehouse(false), { ...some, inputs, invariants });
    expect(report.ok, String(report)).toBe(true);
  },
  PATIENCE,
);

test(
  "a warehouse that forgets what it has packed is found out on every broker",
  async () => {
    const report = await rehearse(warehouse(true), { ...some, inputs, invariants });
    const brokers = await rehearse(warehouse(false), { ...some, steps: 1, inputs, invariants });
    expect(report.violations.length).toBeGreaterThan(0);
    expect(report.steps.map(({ provider }) => provider)).toEqual(
      brokers.steps.map(({ provider }) => provider),
    );
    for (const { invariant, steps } of report.violations) {
      expect(invariant).toBe("each order leaves the warehouse once");
      expect(steps).toBeLessThan(10);
    }
  },
  PATIENCE,
);

/** Takes the goods of an order in two steps, as a database without a transaction does. */
const careless = ({ answer }: Stage) => {
  const stock = createStock(answer);
  const packed = new Set<string>();
  let calls = 0;
  const take: typeof stock.take = async (sku, quantity, order) => {
    if (packed.has(order)) return "taken";
    const taken = await stock.take(sku, quantity, `${order} ${calls++}`);
    packed.add(order);
    return taken;
  };
  const { orders } = functionsOf({ ...stock, take });
  return { functions: orders, gone: () => 1_000 - (stock.left("apples") ?? 0) };
};

test(
  "a warehouse that looks first and takes later is found out where a message can be handled twice at once",
  async () => {
    const sqs = { ...some, simulators: [aws], wires: ["aws/sqs"], inputs, invariants };
    const report = await rehearse(careless, { ...sqs, faults: ["expiry"] });
    expect(report.violations).toMatchObject([{ invariant: "each order leaves the warehouse once" }]);
    expect(String(report)).toContain("the visibility timeout expires in call 1");
    const whole = await rehearse(warehouse(false), { ...sqs, faults: ["expiry"] });
    expect(whole.ok, String(whole)).toBe(true);
  },
  PATIENCE,
);
