import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { getTestServer } from "@google-cloud/functions-framework/testing";
import { http, json, text } from "onefn";
import { expect, it } from "vitest";
import { register } from "../src/register.js";

it("functions are found by the name they were registered under", async () => {
  register(
    "shop",
    {
      hello: http({ path: "/hello/:name" }, (_, { params }) => json(params)),
      root: http({ path: "/" }, () => text("root")),
    },
    { basePath: "/v1" },
  );
  const server = getTestServer("shop").listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  expect(await ask("/v1/hello/ada")).toBe('{"name":"ada"}');
  expect(await ask("/v1")).toBe("root");
  server.closeAllConnections();
  server.close();
});
