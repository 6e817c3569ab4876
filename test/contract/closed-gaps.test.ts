import { planContract } from "@onefn/contract";
import { simulator } from "@onefn/server/simulator";
import type { Capabilities } from "onefn/provider";
import { expect, it } from "vitest";

/** What the server can do, so that each is a gap that has closed. */
const CLOSED = ["disconnect", "uploadDisconnect", "streaming", "streamCancel", "waitUntil"];

// The first case of a gap waits as long as one that is expected to pass, so this holds on a busy machine too.
it.each(CLOSED)("a gap that has closed turns the contract red: %s", async (capability) => {
  const lacking: Capabilities = {
    [capability]: { supported: false, reason: "It is said to.", source: "https://example.com" },
  };
  const http = simulator.wires.filter(({ kind }) => kind === "http");
  const wires = http.map((wire) => ({ ...wire, capabilities: { ...wire.capabilities, ...lacking } }));
  for (const { cases, close } of planContract({ ...simulator, wires })) {
    const first = cases.find(({ gap }) => gap === capability);
    expect((await first?.run())?.status).toBe("closed");
    await close();
  }
});
