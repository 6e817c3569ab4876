import { expect, test } from "vitest";
import { bundle, nodes, output } from "./programs.js";

const modes = nodes.flatMap((node) => ["default", "fast"].map((mode) => [node, mode] as const));

test.each(modes)(
  "a Response of a body that fetch has decoded is told from others: %s, %s",
  async (node, mode) => {
    expect(await output(node, await bundle("remade"), [mode])).toEqual({
      given: true,
      "of its body": true,
      "of a Request": true,
      "of its body, without the header": false,
      "of a body that came plain": false,
      "of a body in an encoding that fetch leaves": false,
      "of bytes that the handler has packed": false,
      "of a stream that the handler has packed": false,
    });
  },
);
