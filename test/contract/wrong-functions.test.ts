import { http, message, text } from "onefn";
import type { Deployment, Exchange, Load } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { matrix } from "./matrix.js";

const page = http(() => text("secret"));
const orders = message({ from: "orders" }, () => {});
const plain = () => new Response("secret");

const httpWires = matrix.flatMap(({ provider, http, message }) =>
  http.map((wire) => ({ name: `${provider}/${wire.trigger}`, wire, carries: message.length > 0 })),
);
const messageWires = matrix.flatMap(({ provider, message }) =>
  message.map((wire) => ({ name: `${provider}/${wire.trigger}`, wire })),
);

const load = (functions: unknown): Load => (() => functions) as Load;

/** What a developer is told: by the log, or by what the adapter threw. */
const told = (seen: readonly Exchange[], { lines }: Deployment) =>
  [...lines, ...seen.map(({ error }) => (error as { readonly code?: string } | undefined)?.code)].join("\n");

describe("functions that are none of the wire's", () => {
  it.each(
    httpWires.flatMap(({ name, wire, carries }) => [
      { name, what: "a function of another kind", wire, functions: orders },
      { name, what: "a plain function", wire, functions: { plain } },
      ...(carries ? [] : [{ name, what: "a record with both", wire, functions: { page, orders } }]),
    ]),
  )("$name: $what is refused, and the client reads a plain 5xx", async ({ wire, functions }) => {
    const seen: Exchange[] = [];
    const deployment = await wire.deploy(load(functions), { tap: (exchange) => void seen.push(exchange) });
    const response = await deployment.send(new Request("https://shop.example/"));
    expect(response.status).toBeGreaterThanOrEqual(500);
    expect(await response.text()).not.toMatch(/secret|ONEFN_|\bat .+:\d+/);
    expect(told(seen, deployment)).toMatch(/ONEFN_(?:UNSUPPORTED_KIND|WRONG_KIND|NOT_A_FUNCTION)/);
    await deployment.close();
  });

  it.each(messageWires)("$name: no message is acknowledged by them", async ({ wire }) => {
    for (const functions of [page, { plain }]) {
      const deployment = await wire.deploy(load(functions));
      await deployment.send("orders", [{ body: "apples" }]);
      const { acknowledged, error } = await deployment.deliver("orders");
      expect(acknowledged).toEqual([]);
      expect(error).toMatchObject({ code: expect.stringMatching(/ONEFN_(?:WRONG_KIND|NOT_A_FUNCTION)/) });
      await deployment.close();
    }
  });
});
