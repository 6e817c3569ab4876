import { type CloudEvent, event } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt as adaptAlarms } from "../src/event/alarm.js";
import { adapt } from "../src/index.js";
import { alarm, eventBridge } from "../src/simulator/index.js";

const quiet = { log: () => {} };

async function receive(...natives: readonly unknown[]): Promise<readonly CloudEvent[]> {
  const seen: CloudEvent[] = [];
  const handler = adapt(
    event(
      { type: "CloudWatch Alarm State Change", source: "aws.cloudwatch" },
      (each) => void seen.push(each),
    ),
    quiet,
  );
  for (const native of natives) await handler(native);
  return seen;
}

describe("an alarm", () => {
  const at = new Date("2026-03-01T03:30:00.490Z");
  const native = alarm("orders-failed", { time: at });

  it("is a CloudEvent with an id made of its ARN and its time", async () => {
    const arn = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:orders-failed";
    expect(JSON.parse(JSON.stringify((await receive(native))[0]))).toEqual({
      specversion: "1.0",
      id: `${arn}@2026-03-01T03:30:00.490+0000`,
      source: "aws.cloudwatch",
      type: "CloudWatch Alarm State Change",
      subject: arn,
      time: at.toISOString(),
      datacontenttype: "application/json",
      data: native.alarmData,
      extensions: { account: "123456789012", region: "eu-central-1" },
    });
  });

  it("looks the same through EventBridge, apart from its id", async () => {
    const bus = eventBridge({
      type: "CloudWatch Alarm State Change",
      source: "aws.cloudwatch",
      subject: String(native.alarmArn),
      data: native.alarmData as object,
    });
    const [direct, through] = await receive(native, bus);
    const same = ({ type, source, subject, data }: CloudEvent) => ({ type, source, subject, data });
    expect(same(through as CloudEvent)).toEqual(same(direct as CloudEvent));
  });

  it("has another id for each change of its state", async () => {
    const later = alarm("orders-failed", { state: "OK", time: new Date(at.getTime() + 1) });
    const other = alarm("orders-late", { time: at });
    const ids = (await receive(native, native, later, other)).map(({ id }) => id);
    expect([ids[0] === ids[1], new Set(ids).size]).toEqual([true, 3]);
  });

  it.each([
    ["2023-08-04T12:36:15.490+0000", "2023-08-04T12:36:15.490Z"],
    ["2023-08-04T14:36:15.490+0200", "2023-08-04T12:36:15.490Z"],
    ["2023-08-04T12:36:15Z", "2023-08-04T12:36:15.000Z"],
    ["soon", undefined],
    [undefined, undefined],
  ])("at %s has the time %s", async (time, expected) => {
    expect((await receive({ ...native, time }))[0]?.time).toBe(expected);
  });

  it("fails by throwing, so that Lambda repeats it", async () => {
    const handler = adaptAlarms(
      event(() => {
        throw new Error("no");
      }),
      quiet,
    );
    await expect(handler(native)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
  });
});
