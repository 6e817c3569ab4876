import { http, message, schedule, storage, text } from "onefn";
import { type HttpExchange, type RecordExchange, type WiresByKind, wiresOf } from "onefn/simulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { matrix } from "./matrix.js";

const shout = http(async (request) => text((await request.text()).toUpperCase(), { status: 201 }));
const orders = message({ from: "orders", as: "text" }, () => {});

const named = <Kind extends keyof WiresByKind>(kind: Kind) =>
  matrix.flatMap((simulator) =>
    wiresOf(simulator, kind).map((wire) => ({ name: `${simulator.provider}/${wire.trigger}`, wire })),
  );
const httpWires = named("http");
const messageWires = named("message");
const scheduleWires = named("schedule");
const storageWires = named("storage");

describe("the tap", () => {
  it.each(httpWires)("of $name sees both ends of an invocation, and consumes nothing", async ({ wire }) => {
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

  it.each(messageWires)("of $name sees the messages and their fates", async ({ wire }) => {
    const seen: RecordExchange[] = [];
    const deployment = await wire.deploy(() => orders, { tap: (exchange) => void seen.push(exchange) });
    onTestFinished(() => deployment.close());
    const messages = [
      { body: "apples", key: "a" },
      { body: "pears", key: "b", attributes: { ripe: "yes" } },
    ];
    await deployment.send("orders", messages);
    const report = await deployment.deliver("orders");
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ trigger: wire.trigger, nativeEvent: expect.anything() });
    const { input = [] } = seen[0] ?? {};
    expect(messages).toEqual(expect.arrayContaining([...input]));
    // Some wires deliver one message at a time.
    expect(input.length).toBeGreaterThan(0);
    expect(input).toHaveLength(report.delivered.length);
    expect(seen[0]?.output).toEqual(report);
  });

  it.each(scheduleWires)("of $name sees the tick and its fate", async ({ wire }) => {
    const seen: RecordExchange[] = [];
    const nightly = schedule({ name: "nightly", cron: "30 3 * * *" }, () => {});
    const deployment = await wire.deploy(() => nightly, { tap: (exchange) => void seen.push(exchange) });
    onTestFinished(() => deployment.close());
    const tick = { scheduledAt: new Date("2026-03-01T03:30:00Z") };
    await deployment.send("nightly", [tick]);
    const report = await deployment.deliver("nightly");
    expect(report.acknowledged).toHaveLength(1);
    expect(seen).toEqual([
      expect.objectContaining({ trigger: wire.trigger, nativeEvent: expect.anything(), input: [tick] }),
    ]);
    expect(seen[0]?.output).toEqual(report);
  });

  it.each(storageWires)("of $name sees the notification and its fate", async ({ wire }) => {
    const seen: RecordExchange[] = [];
    const thumbnails = storage({ bucket: "uploads" }, () => {});
    const deployment = await wire.deploy(() => thumbnails, { tap: (exchange) => void seen.push(exchange) });
    onTestFinished(() => deployment.close());
    const notification = { operation: "created", key: "a.jpg" } as const;
    await deployment.send("uploads", [notification]);
    const report = await deployment.deliver("uploads");
    expect(report.acknowledged).toHaveLength(1);
    expect(seen).toEqual([
      expect.objectContaining({
        trigger: wire.trigger,
        nativeEvent: expect.anything(),
        input: [notification],
      }),
    ]);
    expect(seen[0]?.output).toEqual(report);
  });
});
