import { expect, test } from "vitest";
import { bundle, nodes, output } from "./programs.js";

const rounds = "400";

test.each(nodes.flatMap((node) => ["default", "fast"].map((mode) => [node, mode] as const)))(
  "generated calls end as with the native classes: %s, %s",
  { timeout: 120_000 },
  async (node, mode) => {
    const seed = process.env.ONEFN_SEED ?? "1";
    const result = (await output(node, await bundle("differential"), [mode, seed, rounds])) as Result;
    expect(result.differences).toEqual([]);
    expect(result.compared).toBeGreaterThan(10_000);
  },
);

interface Result {
  readonly compared: number;
  readonly differences: readonly unknown[];
}
