import { type Message, message } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { cloudTask, pubsubPush, pubsubPushUnwrapped, type UnwrappedPush } from "../src/simulator/index.js";

const platform = { events: { verify: "platform" } } as const;

/** Sends a request to a function that takes every message, and returns what it got, the status and the log. */
async function taken({ headers, body }: UnwrappedPush) {
  const got: Message<Uint8Array>[] = [];
  const lines: string[] = [];
  const fn = message({ as: "bytes" }, (each) => void got.push(each));
  const app = adapt(fn, { ...platform, log: (line) => void lines.push(line) });
  const response = await app.fetch(new Request("https://shop.example/", { method: "POST", headers, body }));
  return { got, status: response.status, log: lines.join("\n") };
}

describe("an unwrapped push", () => {
  it("is a message with what its headers tell", async () => {
    const push = pubsubPushUnwrapped({
      body: Uint8Array.of(0xff, 0, 0xfe),
      contentType: "image/png",
      attributes: { Tenant: "a,b", name: "Zoë ☕" },
      key: "customer-7",
    });
    const { got, status } = await taken(push);
    expect(status).toBe(204);
    expect(got[0]).toMatchObject({
      id: push.headers["x-goog-pubsub-message-id"],
      source: "//pubsub.googleapis.com/projects/simulated/subscriptions/orders",
      type: "google.cloud.pubsub.topic.v1.messagePublished",
      datacontenttype: "image/png",
      data: Uint8Array.of(0xff, 0, 0xfe),
      attributes: { tenant: "a,b", name: "Zoë ☕" },
      attempt: undefined,
      key: "customer-7",
      enqueuedAt: new Date(push.headers["x-goog-pubsub-publish-time"] ?? ""),
    });
  });

  it("has neither what clients and proxies write nor the metadata among its attributes", async () => {
    const push = pubsubPushUnwrapped({ body: "x", attributes: { from: "shop", tenant: "a" } });
    const { got } = await taken({
      ...push,
      headers: {
        ...push.headers,
        accept: "application/json",
        "accept-language": "*",
        authorization: "Bearer token",
        forwarded: "for=192.0.2.1",
        "user-agent": "CloudPubSub-Google",
        "x-cloud-trace-context": "0af7651916cd43dd8448eb211c80319c/1;o=1",
        "x-forwarded-for": "192.0.2.1",
        "x-forwarded-proto": "https",
      },
    });
    expect(got[0]?.attributes).toEqual({ from: "shop", tenant: "a" });
    const { got: google } = await taken({
      ...push,
      headers: { ...push.headers, from: "noreply@google.com" },
    });
    expect(google[0]?.attributes).toEqual({ tenant: "a" });
  });

  it("keeps an attribute that is no UTF-8 as it came", async () => {
    const push = pubsubPushUnwrapped({ body: "x" });
    const { got } = await taken({ ...push, headers: { ...push.headers, name: "Zo\u00eb" } });
    expect(got[0]?.attributes).toEqual({ name: "Zo\u00eb" });
  });

  it("has its ordering key by the emulator's name, too", async () => {
    const push = pubsubPushUnwrapped({ body: "x" });
    const { got } = await taken({ ...push, headers: { ...push.headers, "x-goog-ordering-key": "k" } });
    expect(got[0]?.key).toBe("k");
  });

  it("is one, even if its data looks like a wrapped push or its attributes like a CloudEvent", async () => {
    const inner = JSON.stringify(pubsubPush({ body: "inner" }, { subscription: "others" }));
    const push = pubsubPushUnwrapped({
      body: inner,
      contentType: "application/json",
      attributes: { "ce-specversion": "1.0", "ce-id": "7", "ce-source": "//s", "ce-type": "t" },
    });
    const { got } = await taken(push);
    expect(got[0]?.id).toBe(push.headers["x-goog-pubsub-message-id"]);
    expect(Buffer.from(got[0]?.data ?? []).toString()).toBe(inner);
    expect(got[0]?.attributes).toMatchObject({ "ce-id": "7" });
  });
});

describe("a request that no message can be made of", () => {
  const push = pubsubPushUnwrapped({ body: "secret-of-the-sender" });
  const without = (name: string): UnwrappedPush => {
    const { [name]: _, ...headers } = push.headers;
    return { ...push, headers };
  };

  it.each([
    ["a push without its metadata", { headers: {}, body: push.body }],
    ["one without its message's id", without("x-goog-pubsub-message-id")],
    ["one without its subscription", without("x-goog-pubsub-subscription-name")],
    [
      "one whose id an attribute doubles",
      { ...push, headers: { ...push.headers, "x-goog-pubsub-message-id": "forged, 7" } },
    ],
    [
      "one whose subscription an attribute doubles",
      {
        ...push,
        headers: {
          ...push.headers,
          "x-goog-pubsub-subscription-name": "projects/p/subscriptions/admin, projects/p/subscriptions/s",
        },
      },
    ],
    [
      "one whose attributes say that Cloud Tasks sent it",
      { ...push, headers: { ...cloudTask("x", { queue: "admin" }).headers, ...push.headers } },
    ],
    [
      "a task whose creator says that Pub/Sub sent it",
      { ...push, headers: { ...push.headers, ...cloudTask("x").headers } },
    ],
  ] as const)("is not acknowledged: %s", async (_, written) => {
    const { got, status, log } = await taken(written);
    expect([got, status]).toEqual([[], 500]);
    expect(log).toContain("ONEFN_UNKNOWN_EVENT");
    expect(log).not.toContain("secret-of-the-sender");
  });
});
