import { change, http, text } from "onefn";
import { type Exchange, wiresOf } from "onefn/simulator";
import { expect, it } from "vitest";
import { matrix } from "./matrix.js";

const functions = { page: http(() => text("half")), goods: change({ table: "goods" }, () => {}) };

// A wire does not tell whether its provider carries changes too, so no case of the contract can ask for this.
const wires = matrix
  .filter((simulator) => wiresOf(simulator, "change").length === 0)
  .flatMap((simulator) =>
    wiresOf(simulator, "http").map((wire) => ({ name: `${simulator.provider}/${wire.trigger}`, wire })),
  );

it.each(wires)("$name: a record that can be carried in part is refused as a whole", async ({ wire }) => {
  const thrown: unknown[] = [];
  const deployment = await wire.deploy(() => functions, {
    tap: ({ error }: Exchange) => void thrown.push(error),
  });
  const response = await deployment.send(new Request("https://shop.example/"));
  expect(response.status).toBeGreaterThanOrEqual(500);
  expect(await response.text()).not.toMatch(/half|ONEFN_/);
  expect(thrown).toEqual([expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" })]);
  await deployment.close();
});
