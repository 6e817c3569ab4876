import { type CloudEvent, event, message, reject } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt as adaptMails } from "../src/event/ses.js";
import { adapt, isAws } from "../src/index.js";
import { ses } from "../src/simulator/index.js";

const quiet = { log: () => {} };
const words = { from: "anna@example.com", to: ["orders@example.org"], subject: "My order é" };

describe("a received mail", () => {
  it("is a CloudEvent with the id that SES gave it", async () => {
    const at = new Date("2026-03-01T03:30:00.490Z");
    const native = ses(words, { time: at });
    const seen: CloudEvent[] = [];
    const result = await adaptMails(
      event((each) => void seen.push(each)),
      quiet,
    )(native);
    expect(result).toEqual({ disposition: "CONTINUE" });
    const [{ ses: content } = {}] = native.Records as readonly { ses?: { mail: { messageId: string } } }[];
    expect(seen.map((each) => JSON.parse(JSON.stringify(each)))).toEqual([
      {
        specversion: "1.0",
        id: content?.mail.messageId,
        source: "aws:ses",
        type: "com.amazonaws.ses.received",
        time: at.toISOString(),
        datacontenttype: "application/json",
        data: content,
        extensions: {},
      },
    ]);
  });

  it("has its native form at platform.record", async () => {
    let record: unknown;
    const fn = event((_, context) => {
      if (isAws(context)) record = context.platform.record?.ses?.mail?.messageId;
    });
    await adapt(fn, quiet)(ses(words));
    expect(record).toMatch(/^[\da-f]{40}$/);
  });

  it.each([
    ["throws", () => Promise.reject(new Error("no"))],
    ["rejects", () => reject({ reason: "no" })],
  ])("whose handler %s fails the invocation", async (_, handle) => {
    const handler = adapt(event(handle), quiet);
    await expect(handler(ses(words))).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
  });

  it.each([
    ["no mail", { eventSource: "aws:ses", ses: { receipt: {} } }],
    ["no id", { eventSource: "aws:ses", ses: { mail: { source: "secret" } } }],
  ])("with %s does not reach its handler", async (_, record) => {
    const lines: string[] = [];
    let ran = false;
    const fn = event(() => {
      ran = true;
    });
    const handler = adapt(fn, { log: (line) => void lines.push(line) });
    await expect(handler({ Records: [record] })).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(lines.join()).toMatch(/^(?!.*secret).*ONEFN_MESSAGE_UNDECODABLE/s);
    expect(ran).toBe(false);
  });

  it("without a valid time has none", async () => {
    const seen: CloudEvent[] = [];
    const record = { eventSource: "aws:ses", ses: { mail: { messageId: "1", timestamp: "soon" } } };
    await adapt(
      event((each) => void seen.push(each)),
      quiet,
    )({ Records: [record] });
    expect(seen.map(({ id, time }) => [id, time])).toEqual([["1", undefined]]);
  });

  it("is refused by a deployable without event functions", async () => {
    const handler = adapt(
      message(() => {}),
      quiet,
    );
    await expect(handler(ses(words))).rejects.toMatchObject({ code: "ONEFN_WRONG_KIND" });
  });
});
