import { type CloudEvent, event, message } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt, isAws } from "../src/index.js";
import { eventBridge } from "../src/simulator/index.js";

const seen: CloudEvent[] = [];
const all = adapt(
  event((each) => void seen.push({ ...each })),
  { log() {} },
);

describe("an event of EventBridge", () => {
  it("has everything that its envelope says", async () => {
    seen.length = 0;
    await all({
      version: "0",
      id: "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
      "detail-type": "EC2 Instance State-change Notification",
      source: "aws.ec2",
      account: "123456789012",
      time: "2026-10-08T16:53:06Z",
      region: "us-east-1",
      resources: ["arn:aws:ec2:us-east-1:123456789012:instance/i-0a1b2c3d"],
      detail: { "instance-id": "i-0a1b2c3d", state: "running" },
    });
    expect(seen).toEqual([
      {
        specversion: "1.0",
        id: "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
        source: "aws.ec2",
        type: "EC2 Instance State-change Notification",
        subject: "arn:aws:ec2:us-east-1:123456789012:instance/i-0a1b2c3d",
        time: "2026-10-08T16:53:06.000Z",
        datacontenttype: "application/json",
        data: { "instance-id": "i-0a1b2c3d", state: "running" },
        extensions: {
          account: "123456789012",
          region: "us-east-1",
          resources: ["arn:aws:ec2:us-east-1:123456789012:instance/i-0a1b2c3d"],
        },
      },
    ]);
  });

  it("keeps its id in a replay, which its extensions name", async () => {
    seen.length = 0;
    const sent = eventBridge({ type: "order.placed", data: {} });
    await all(sent);
    await all({ ...sent, "replay-name": "monday" });
    expect(seen.map(({ id }) => id)).toEqual([sent.id, sent.id]);
    expect(seen.map(({ extensions }) => extensions.replayname)).toEqual([undefined, "monday"]);
  });

  it("is replayed from a portable event with its id, type, source, subject and time", async () => {
    seen.length = 0;
    await all(eventBridge({ type: "order.placed", source: "shop", subject: "orders/1", data: { a: 1 } }));
    const [first] = seen;
    await all(eventBridge(first as CloudEvent));
    expect(seen[1]).toEqual(first);
  });

  it.each([
    ["no resources", { resources: undefined }, { subject: undefined }],
    ["resources that are no list", { resources: "arn" }, { subject: undefined }],
    ["a time that is none", { time: "yesterday" }, { time: undefined }],
    ["a detail that is a text", { detail: '{"a":1}' }, { data: '{"a":1}' }],
    ["a detail that is null", { detail: null }, { data: null }],
  ])("with %s is handled", async (_, members, expected) => {
    seen.length = 0;
    await all({ ...eventBridge({ type: "a", data: {} }), ...members });
    expect(seen[0]).toMatchObject(expected);
  });

  it("has its native form at platform.record", async () => {
    let record: unknown;
    const fn = event((_, context) => {
      if (isAws(context)) record = context.platform.record?.["detail-type"];
    });
    await adapt(fn)(eventBridge({ type: "order.placed", data: {} }));
    expect(record).toBe("order.placed");
  });

  it("is refused by a deployable without event functions", async () => {
    const handler = adapt(
      message(() => {}),
      { log() {} },
    );
    await expect(handler(eventBridge({ type: "a", data: {} }))).rejects.toMatchObject({
      code: "ONEFN_WRONG_KIND",
    });
  });
});
