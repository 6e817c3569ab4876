import { message } from "onefn";
import { sharedSecret } from "onefn/events";
import { expect, test } from "vitest";
import { adapt } from "../src/message/cloudevents.js";

const seen: unknown[] = [];
const verify = sharedSecret({ query: "code" }, "s3cret");
const { fetch } = adapt(
  message(({ id }) => void seen.push(id)),
  { events: { path: "/events", verify }, log: () => {} },
);

const ask = (headers: Record<string, string>, query = "?code=s3cret") =>
  fetch(new Request(`https://shop.example/events${query}`, { method: "OPTIONS", headers }));

test("a sender that asks whether it may send is answered with its own origin, and the rate that it asks for", async () => {
  const response = await ask({
    "webhook-request-origin": "eventgrid.azure.net",
    "webhook-request-rate": "120",
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("webhook-allowed-origin")).toBe("eventgrid.azure.net");
  expect(response.headers.get("webhook-allowed-rate")).toBe("120");
  expect((await ask({ "webhook-request-origin": "a.example" })).headers.has("webhook-allowed-rate")).toBe(
    false,
  );
  expect(seen).toEqual([]);
});

test("a sender that is not verified may not send", async () => {
  const response = await ask({ "webhook-request-origin": "eventgrid.azure.net" }, "");
  expect([response.status, response.headers.has("webhook-allowed-origin")]).toEqual([401, false]);
});

test("a browser's preflight is no handshake", async () => {
  const response = await ask({ origin: "https://evil.example", "access-control-request-method": "POST" });
  expect([response.status, response.headers.has("webhook-allowed-origin")]).toEqual([500, false]);
});
