import { contractFunctions } from "@onefn/contract/functions";
import { wiresOf } from "onefn/simulator";
import { expect, it, onTestFinished, vi } from "vitest";
import { matrix } from "./matrix.js";

const wires = matrix.flatMap((simulator) =>
  wiresOf(simulator, "message").map((wire) => ({ name: `${simulator.provider}/${wire.trigger}`, wire })),
);

// The environment is the process's, so no case of the contract can set it in a real runtime.
it.each(wires)("$name: ONEFN_NAMES maps a place of the deployment onto its claim", async ({ wire }) => {
  vi.stubEnv("ONEFN_NAMES", '{"shop-prod-outcomes":"contract-outcomes"}');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const deployment = await wire.deploy(() => contractFunctions.message);
  onTestFinished(() => deployment.close());
  const ids = await deployment.send("shop-prod-outcomes", [{ body: '{"do":"nothing"}' }]);
  expect((await deployment.deliver("shop-prod-outcomes")).acknowledged).toEqual(ids);
});
