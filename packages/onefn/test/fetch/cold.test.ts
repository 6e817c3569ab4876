import { expect, test } from "vitest";
import { bundle, nodes, output } from "./programs.js";

test.each(nodes)("a helper's response costs no loading of Node's fetch: %s", async (node) => {
  expect(await output(node, await bundle("cold"), ["default"])).toEqual({
    status: 201,
    headers: [
      ["x-name", "Ada"],
      ["x-type", "application/json"],
      ["x-promise", "false"],
      ["content-type", "text/plain;charset=UTF-8"],
    ],
    body: '{"url":"https://example.com/path?a=b","used":true}',
    loaded: false,
  });
});

test.each(nodes)("with onefn/fast, neither do new Response() and new Headers(): %s", async (node) => {
  expect(await output(node, await bundle("cold"), ["fast"])).toMatchObject({ status: 201, loaded: false });
});

test.each(nodes)("a build for Node that runs elsewhere has that runtime's own classes: %s", async (node) => {
  expect(await output(node, await bundle("elsewhere"))).toEqual({
    native: true,
    untouched: true,
    answer: [201, "text"],
  });
});
