import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { answerTo, deployRaw, eventOf } from "./raw.js";

interface EdgeRequest {
  readonly uri: string;
  readonly querystring: string;
  readonly clientIp: string;
  readonly headers: Readonly<Record<string, readonly { readonly key: string; readonly value: string }[]>>;
  readonly body: { readonly data: string; readonly inputTruncated: boolean };
}

async function requestOf(trigger: string, request: Request, caller?: Parameters<typeof eventOf>[2]) {
  const event = await eventOf<{ Records: { cf: { config: { eventType: string }; request: EdgeRequest } }[] }>(
    trigger,
    request,
    caller,
  );
  return event.Records[0]?.cf as { config: { eventType: string }; request: EdgeRequest };
}

describe("the event of Lambda@Edge", () => {
  it("has lists of headers under names in lower case, and the client's spelling beside them", async () => {
    const cf = await requestOf("edge-viewer-request", new Request("https://x.example/a%20b?x=%26"), {
      rawHeaders: [
        ["X-Twice", "1"],
        ["x-twice", "2"],
      ],
    });
    expect(cf.config.eventType).toBe("viewer-request");
    expect(cf.request).toMatchObject({ uri: "/a%20b", querystring: "x=%26", clientIp: "203.0.113.7" });
    expect(cf.request.headers["x-twice"]).toEqual([
      { key: "X-Twice", value: "1" },
      { key: "x-twice", value: "2" },
    ]);
    expect(cf.request.headers).not.toHaveProperty("x-forwarded-for");
  });

  it.each([
    ["edge-viewer-request", 40 * 1024],
    ["edge-origin-request", 1024 * 1024],
  ])("%s: has a body up to a limit, and says when there was more", async (trigger, limit) => {
    const send = (size: number) =>
      requestOf(trigger, new Request("https://x.example/", { method: "POST", body: new Uint8Array(size) }));
    const { body } = (await send(limit)).request;
    expect([Buffer.from(body.data, "base64").length, body.inputTruncated]).toEqual([limit, false]);
    const cut = (await send(limit + 1)).request.body;
    expect([Buffer.from(cut.data, "base64").length, cut.inputTruncated]).toEqual([limit, true]);
  });
});

describe("the result for CloudFront", () => {
  const trigger = "edge-viewer-request";

  it("is answered with all values of each header", async () => {
    const response = await answerTo(trigger, {
      status: "200",
      statusDescription: "OK",
      headers: { "set-cookie": [{ key: "Set-Cookie", value: "a=1" }, { value: "b=2" }] },
      body: "aGk=",
      bodyEncoding: "base64",
    });
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.text()).toBe("hi");
  });

  it.each([
    ["a status that is a number", { status: 200 }],
    ["no status", { headers: {} }],
    ["a 204 with a body", { status: "204", body: "" }],
    ["a header that is a string", { status: "200", headers: { a: "1" } }],
    ["a header name in upper case", { status: "200", headers: { A: [{ value: "1" }] } }],
    ["a key of another header", { status: "200", headers: { a: [{ key: "b", value: "1" }] } }],
    ["a header that is not allowed", { status: "200", headers: { connection: [{ value: "close" }] } }],
    ["a header of CloudFront's own", { status: "200", headers: { "x-amz-cf-id": [{ value: "1" }] } }],
    ["a read-only header", { status: "200", headers: { "content-length": [{ value: "1" }] } }],
    ["an encoding that is none", { status: "200", body: "x", bodyEncoding: "utf8" }],
    ["more than 40 KB", { status: "200", body: "x".repeat(40 * 1024 + 1) }],
    ["a request for the origin", { uri: "/", method: "GET", headers: {} }],
  ])("is answered 502 when it has %s", async (_, result) => {
    expect((await answerTo(trigger, result)).status).toBe(502);
  });

  it("may be larger on origin requests", async () => {
    const response = await answerTo("edge-origin-request", { status: "200", body: "x".repeat(500_000) });
    expect(response.status).toBe(200);
  });

  it("is answered 503 when the function has thrown", async () => {
    const deployment = await deployRaw(trigger, async () => {
      throw new Error("no");
    });
    expect((await deployment.send(new Request("https://x.example/"))).status).toBe(503);
  });
});
