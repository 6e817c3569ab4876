import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { cloudEvent } from "@google-cloud/functions-framework";
import { getTestServer } from "@google-cloud/functions-framework/testing";
import { http, message, text } from "onefn";
import { afterEach, describe, expect, it, vi } from "vitest";
import { adapt as adaptHttp } from "../src/http.js";
import { adapt } from "../src/index.js";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("what an entry does not carry", () => {
  it("is refused at start", () => {
    const orders = message(() => {});
    expect(() => adaptHttp(orders as never)).toThrow(
      expect.objectContaining({
        code: "ONEFN_UNSUPPORTED_KIND",
        message: expect.stringContaining("[onefn/gcp]"),
      }),
    );
  });

  it("is refused aloud when an event reaches an http function", async () => {
    const answer: unknown[] = [];
    vi.spyOn(console, "error").mockImplementation((line) => void answer.push(line));
    cloudEvent("events", adapt(http({ name: "hello" }, () => text(""))) as never);
    const server = getTestServer("events").listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: "POST",
      headers: { "content-type": "application/cloudevents+json" },
      body: JSON.stringify({ specversion: "1.0", id: "1", source: "//s", type: "t", data: {} }),
    });
    expect(response.status).toBe(500);
    expect(String(answer)).toContain(
      '[onefn/gcp] A eventarc event of kind storage or change or event reached function "hello"',
    );
    // The framework answers with the message of an error, which is not for whoever sends events.
    expect(await response.text()).toBe("The event was not handled. The log says why.");
    server.close();
  });
});
