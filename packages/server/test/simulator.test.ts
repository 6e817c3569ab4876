import { http, json } from "onefn";
import { expect, test } from "vitest";
import { simulator } from "../src/simulator/index.js";

test("a request goes over a real connection and comes back", async () => {
  const fn = http(async (request, context) =>
    json({ url: request.url, method: request.method, body: await request.text(), ip: context.client.ip }),
  );
  const wire = simulator.http[0];
  const deployment = await wire?.deploy(() => fn);
  const response = await deployment?.send(
    new Request("http://example.com/a%2Fb?x=1&x=2", { method: "POST", body: "hi" }),
    { ip: "198.51.100.4" },
  );
  expect(await response?.json()).toEqual({
    url: "http://example.com/a%2Fb?x=1&x=2",
    method: "POST",
    body: "hi",
    ip: "198.51.100.4",
  });
  await deployment?.close();
});
