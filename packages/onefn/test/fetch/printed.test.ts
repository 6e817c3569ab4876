import { expect, test } from "vitest";
import { bundle, nodes, output } from "./programs.js";

test.each(nodes.flatMap((node) => ["default", "fast"].map((mode) => [node, mode] as const)))(
  "console.log prints what it prints of Node's own classes: %s, %s",
  async (node, mode) => {
    const program = await bundle("printed");
    expect(await output(node, program, [mode])).toEqual(await output(node, program, ["native"]));
  },
);
