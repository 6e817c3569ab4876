import { adapt } from "@onefn/server/message/cloudevents";
import {
  type CloudEventDocument,
  inBatchedMode,
  inBinaryMode,
  inStructuredMode,
} from "@onefn/server/simulator";
import { type Message, message } from "onefn";
import { expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

/** Whether an event is a CloudEvent of the version that the specification has now. */
const isCurrent = ({ specversion }: Native) => specversion === "1.0";

describeRecorded("recorded CloudEvents", () => {
  const events = ["gcp", "azure"].flatMap((provider) =>
    recorded(provider).filter(([, event]) => isCurrent(event)),
  );
  const seen: Message[] = [];
  const { fetch } = adapt(
    message({}, (each: Message) => void seen.push(each)),
    { events: { verify: "platform" }, log: () => {} },
  );

  async function receive(sent: ReturnType<typeof inBinaryMode>): Promise<readonly Message[]> {
    seen.length = 0;
    const response = await fetch(new Request("http://events.example/", { method: "POST", ...sent }));
    expect([response.status, await response.text()]).toEqual([204, ""]);
    return [...seen];
  }

  test.each(events)("%s arrives as it says itself, in every mode", async (_, event: CloudEventDocument) => {
    const { id, source, type, subject, time, datacontenttype, data } = event;
    const told = { id, source, type, subject, datacontenttype, data };
    const [structured] = await receive(inStructuredMode(event));
    expect(structured).toMatchObject(told);
    expect(structured?.enqueuedAt).toEqual(new Date(time));
    expect(await receive(inBatchedMode([event, event]))).toMatchObject([told, told]);
    // Without a content type, a body of bytes is text.
    const [binary] = await receive(inBinaryMode(event));
    expect(binary).toMatchObject({ ...told, data: datacontenttype ? data : JSON.stringify(data) });
  });

  test("of an older version are no acknowledgement", async () => {
    const old = recorded("cloudevents").filter(([, { specversion }]) => specversion === "0.3");
    expect(old.length).toBeGreaterThan(0);
    for (const [, event] of old) {
      const sent = inStructuredMode(event);
      const response = await fetch(new Request("http://events.example/", { method: "POST", ...sent }));
      expect(response.status).toBe(500);
    }
  });
});
