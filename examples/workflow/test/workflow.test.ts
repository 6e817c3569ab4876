import { readFileSync } from "node:fs";
import { checkFunction } from "@onefn/contract";
// @ts-expect-error: the package has no types.
import validate from "asl-validator";
import { inProcess } from "onefn/call";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { handler } from "../src/aws.js";
import { balance } from "../src/bank.js";
import { type Bought, buy, type Cart } from "../src/buy.js";
import * as tasks from "../src/functions.js";
import { execute, type StateMachine } from "./state-machine.js";

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const machine = JSON.parse(read("state-machine.json")) as StateMachine;
const workflow = parse(read("workflow.yaml"));

let carts = 0;
const cart = (words: Partial<Cart> = {}): Cart => ({
  id: `cart-${++carts}`,
  items: [{ sku: "tea", count: 2 }],
  card: "visa",
  country: "DE",
  ...words,
});

/** Lambda: what a function throws has its name as the `errorType`. */
const lambda = (name: string, payload: unknown) =>
  handler(payload, {
    functionName: name,
    awsRequestId: name,
    invokedFunctionArn: `arn:aws:lambda:eu-central-1:123456789012:function:${name}`,
    getRemainingTimeInMillis: () => 10_000,
  });

/** The workflow as code, and the state machine. Both say how a purchase ended, or the name of the failure. */
const engines: { readonly engine: string; run(cart: Cart): Promise<Bought | { readonly failed: string }> }[] =
  [
    {
      engine: "code",
      run: (given) => buy(given, inProcess()).catch(({ name }: Error) => ({ failed: name })),
    },
    {
      engine: "Step Functions",
      async run(given) {
        const { shipped, refund, error } = (await execute(machine, { ...given }, lambda)) as {
          readonly shipped?: Bought;
          readonly refund?: Bought;
          readonly error?: { readonly Error: string };
        };
        return shipped ?? refund ?? { failed: `${error?.Error}` };
      },
    },
  ];

describe.each(engines)("$engine", ({ run }) => {
  test("an order is paid and shipped", async () => {
    const before = balance();
    const given = cart();
    expect(await run(given)).toEqual({ parcel: `parcel-${given.id}` });
    expect(balance() - before).toBe(8);
  });

  test("what cannot be delivered is paid back", async () => {
    const before = balance();
    expect(await run(cart({ country: "AQ" }))).toEqual({ refunded: 8 });
    expect(balance()).toBe(before);
  });

  test("nothing is shipped that was not paid, and nothing paid that is sold out", async () => {
    const before = balance();
    expect(await run(cart({ card: "declined" }))).toEqual({ failed: "CardDeclined" });
    expect(await run(cart({ items: [{ sku: "cake", count: 1 }] }))).toEqual({ failed: "SoldOut" });
    expect(balance()).toBe(before);
  });

  test("an order that is sent twice pays once", async () => {
    const before = balance();
    const given = cart();
    expect([await run(given), await run(given)]).toEqual(Array(2).fill({ parcel: `parcel-${given.id}` }));
    expect(balance() - before).toBe(8);
  });
});

test("what fails unexpectedly while it ships is not paid back", async () => {
  const before = balance();
  const broken = async (name: string, payload: unknown) => {
    if (name === "shop-shipping") throw new TypeError("The connection broke.");
    return lambda(name, payload);
  };
  await expect(execute(machine, { ...cart() }, broken)).rejects.toThrow("Failed in Page the team");
  const target = inProcess();
  const lost = buy(cart(), {
    send: (sent) => (sent.task === tasks.shipping ? Promise.reject(new Error("lost")) : target.send(sent)),
  });
  await expect(lost).rejects.toThrow("lost");
  expect(balance() - before).toBe(16);
});

test("every wire names the failure alike", async () => {
  const input = { order: "a1", items: [{ sku: "tea", count: 1 }], country: "AQ" };
  const report = await checkFunction({ shipping: tasks.shipping }, [{ input }]);
  expect(report.ok, String(report)).toBe(true);
});

test("the state machine is one", () => {
  expect(validate(machine).errors).toEqual([]);
  const unknown = JSON.parse(JSON.stringify(machine).replace('"Next":"Refund"', '"Next":"Nowhere"'));
  expect(validate(unknown).isValid).toBe(false);
});

test("the steps of Google Workflows call the tasks, and go where there is a step", () => {
  const steps: [string, { try?: { args: { url: string } } }][] = workflow.main.steps.flatMap(Object.entries);
  const called = steps.flatMap(([, step]) => /"\/(\w+)"/.exec(step.try?.args.url ?? "")?.[1] ?? []);
  expect(called.sort()).toEqual(Object.keys(tasks).sort());
  const named = [...read("workflow.yaml").matchAll(/next: (\w+)/g)].map(([, name]) => name);
  expect(steps.map(([name]) => name)).toEqual(expect.arrayContaining(named));
  expect(named).toEqual(["refund"]);
});
