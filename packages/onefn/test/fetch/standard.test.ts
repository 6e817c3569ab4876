import { expect, test } from "vitest";
import { bundle, nodes, output } from "./programs.js";

const orders = ["cold", "loaded", "replaced"];
const cases = nodes.flatMap((node) =>
  orders.flatMap(
    (order) =>
      [
        [node, order, "default"],
        [node, order, "fast"],
      ] as const,
  ),
);

test.each(cases)("the standard holds: %s, %s, %s", { timeout: 30_000 }, async (node, order, mode) => {
  expect(await output(node, await bundle("standard"), [order, mode])).toEqual([]);
});
