import { http, message, text } from "onefn";
import type { HttpExchange, MessageExchange } from "onefn/simulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { matrix } from "./matrix.js";

const shout = http(async (request) => text((await request.text()).toUpperCase(), { status: 201 }));
const orders = message({ from: "orders", as: "text" }, () => {});

const httpWires = matrix.flatMap(({ provider, http }) =>
  http.map((wire) => ({ name: `${provider}/${wire.trigger}`, wire })),
);
const messageWires = matrix.flatMap(({ provider, message }) =>
  message.map((wire) => ({ name: `${provider}/${wire.trigger}`, wire })),
);

describe("the tap", () => {
  it.each(httpWires)("of $name sees both ends of an invocation, and takes nothing away", async ({ wire }) => {
    const seen: HttpExchange[] = [];
    const copies: (Response | undefined)[] = [];
    const deployment = await wire.deploy(() => shout, {
      tap(exchange) {
        seen.push(exchange);
        copies.push(exchange.output?.clone());
      },
    });
    onTestFinished(() => deployment.close());
    const request = new Request("https://shop.example/orders?id=1", { method: "POST", body: "apples" });
    const response = await deployment.send(request);
    expect(await response.text()).toBe("APPLES");
    expect(seen).toHaveLength(1);
    const [exchange] = seen;
    expect(exchange).toMatchObject({ trigger: wire.trigger, nativeEvent: expect.anything() });
    expect(exchange?.input).toBe(request);
    expect(exchange?.output).toBe(response);
    expect([copies[0]?.status, await copies[0]?.text()]).toEqual([201, "APPLES"]);
  });

  it.each(messageWires)("of $name sees the messages and what became of them", async ({ wire }) => {
    const seen: MessageExchange[] = [];
    const deployment = await wire.deploy(() => orders, { tap: (exchange) => void seen.push(exchange) });
    onTestFinished(() => deployment.close());
    const messages = [
      { body: "apples", key: "a" },
      { body: "pears", key: "b", attributes: { ripe: "yes" } },
    ];
    await deployment.send("orders", messages);
    const report = await deployment.deliver("orders");
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ trigger: wire.trigger, nativeEvent: expect.anything(), input: messages });
    expect(seen[0]?.output).toEqual(report);
  });
});
