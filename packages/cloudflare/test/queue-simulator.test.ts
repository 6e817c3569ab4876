import { simulator } from "@onefn/cloudflare/simulator";
import { message, retry } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, it } from "vitest";

describe("a simulated queue", () => {
  const deploy = (functions: ReturnType<typeof message>) =>
    findWire(simulator, "message", "queues").deploy(() => functions);

  it("delivers a message after its delay, and moves it after its last delivery", async () => {
    const fn = message(() => retry({ after: 600 }));
    const deployment = await deploy(fn);
    const ids = await deployment.send("orders", [{ body: "x" }]);
    expect((await deployment.deliver("orders")).returned).toEqual(ids);
    expect((await deployment.deliver("orders")).delivered).toEqual([]);
    expect(await deployment.drain("orders")).toMatchObject({ dead: ids });
    expect((await deployment.deliver("orders-dead")).delivered).toEqual(ids);
  });

  it("refuses what a queue refuses", async () => {
    const deployment = await deploy(message(() => {}));
    const code = expect.objectContaining({ code: "ONEFN_MESSAGE_INVALID" });
    await expect(deployment.send("orders", [{ body: "x".repeat(128_001) }])).rejects.toEqual(code);
    const json = { body: "{", contentType: "application/json" };
    await expect(deployment.send("orders", [json])).rejects.toEqual(code);
  });

  it("keeps what was acknowledged before the handler failed", async () => {
    const hanging = await findWire(simulator, "message", "queues").deploy(
      () => message(({ data }) => (data === "hang" ? new Promise<void>(() => {}) : undefined)),
      { timeout: 50 },
    );
    const [done, hung] = await hanging.send("orders", [{ body: "x" }, { body: "hang" }]);
    expect(await hanging.deliver("orders")).toMatchObject({ acknowledged: [done], returned: [hung] });
  });
});
