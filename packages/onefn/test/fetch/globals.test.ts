import { expect, test } from "vitest";
import { bundle, nodes, output } from "./programs.js";

const modes = nodes.flatMap((node) => ["default", "fast"].map((mode) => [node, mode] as const));

test.each(modes)("two copies in a process share one replacement: %s, %s", async (node, mode) => {
  const copies = [await bundle("copy", "esm"), await bundle("copy", "cjs")];
  expect(await output(node, await bundle("copies"), [mode, ...copies])).toEqual({
    once: true,
    headers: ["x-b", "2", "content-type", "text/plain;charset=UTF-8"],
    body: "from the other",
    plain: mode === "fast" && "plain",
    loaded: false,
    copied: "text",
  });
});

test.each(nodes)("ONEFN_GLOBALS=off leaves the globals alone: %s", async (node) => {
  expect(await output(node, await bundle("off"), [], { ONEFN_GLOBALS: "off" })).toEqual({
    alone: true,
    request: ["POST", "https://example.com/path?a=b", [["x-b", "2"]], "text"],
    header: "\u00e2\u0098\u0083",
    type: null,
    get: null,
    response: [true, "text"],
  });
});
