import { gunzipSync } from "node:zlib";
import { adapt } from "@onefn/aws";
import { adapt as adaptSchedules } from "@onefn/aws/schedule";
import { event, schedule } from "onefn";
import { describe, expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

const quiet = { log: () => {} };

/** What a function of this kind sees of an event. */
async function seenBy(define: typeof event | typeof schedule, native: Native): Promise<readonly Native[]> {
  const seen: Native[] = [];
  const before = structuredClone(native);
  const fn = define((each: Native) => {
    seen.push(JSON.parse(JSON.stringify(each)));
  });
  await adapt(fn as never, quiet)(native);
  expect(native).toEqual(before);
  return seen;
}

/** Answers of functions, and one file that does not say what it is an event of. */
const NO_EVENTS = /^aws\/response\/|rust-example-cloudwatch-cloudtrail-unknown/;

describeRecorded("events of AWS", () => {
  const events = recorded("aws");
  const isBus = (native: Native) => native["detail-type"] !== undefined && native.detail !== undefined;
  const isScheduled = (native: Native) => native["detail-type"] === "Scheduled Event";

  describe("recorded events of buses", () => {
    test.each(events.filter(([, native]) => isBus(native)))(
      "%s arrives with its own values",
      async (_, native) => {
        const { account, region, resources } = native;
        expect(await seenBy(event, native)).toEqual([
          {
            specversion: "1.0",
            id: native.id,
            source: native.source,
            type: native["detail-type"],
            ...(resources.length > 0 && { subject: resources[0] }),
            time: new Date(native.time).toISOString(),
            datacontenttype: "application/json",
            data: native.detail,
            extensions: { account, region, resources },
          },
        ]);
      },
    );
  });

  describe("recorded events of schedules", () => {
    test.each(events.filter(([, native]) => isScheduled(native)))(
      "%s arrives with its own values",
      async (_, native) => {
        const [tick] = await seenBy(schedule, native);
        const at = new Date(native.time);
        expect(tick).toMatchObject({
          id: native.id,
          source: native.resources[0],
          subject: native.resources[0].split("/").at(-1),
          scheduledAt: at.toISOString(),
        });
        expect(Math.abs(Date.now() - at.getTime() - tick.late)).toBeLessThan(60_000);
        expect(tick).not.toHaveProperty("data");
      },
    );
  });

  const isLogs = (native: Native) => native.awslogs !== undefined;
  describe("recorded events of CloudWatch Logs", () => {
    test.each(events.filter(([, native]) => isLogs(native)))(
      "%s arrives with its own values",
      async (_, native) => {
        const batch = JSON.parse(gunzipSync(Buffer.from(native.awslogs.data, "base64")).toString());
        expect(await seenBy(event, native)).toEqual(
          batch.logEvents.map(({ id, timestamp, message }: Native) => ({
            specversion: "1.0",
            id,
            source: batch.logGroup,
            type: "com.amazonaws.logs.event",
            subject: batch.logStream,
            time: new Date(timestamp).toISOString(),
            data: message,
            extensions: { account: batch.owner },
          })),
        );
      },
    );
  });

  const isAlarm = (native: Native) => native.alarmArn !== undefined;
  describe("recorded alarms", () => {
    test.each(events.filter(([, native]) => isAlarm(native)))(
      "%s arrives with its own values",
      async (_, native) => {
        const [alarm] = await seenBy(event, native);
        // Some samples have spaces within their times.
        const time = native.time.includes(" ") ? undefined : native.time.replace("+0000", "Z");
        expect(alarm.time).toBe(time);
        expect(alarm).toMatchObject({
          id: `${native.alarmArn}@${native.time}`,
          source: native.source,
          type: "CloudWatch Alarm State Change",
          subject: native.alarmArn,
          data: native.alarmData,
          extensions: { account: native.accountId, region: native.region },
        });
      },
    );
  });

  const isMail = (native: Native) => native.Records?.[0]?.eventSource === "aws:ses";
  describe("recorded mails of SES", () => {
    test.each(events.filter(([, native]) => isMail(native)))(
      "%s arrives with its own values",
      async (_, native) => {
        expect(await seenBy(event, native)).toMatchObject(
          native.Records.map(({ ses }: Native) => ({
            id: ses.mail.messageId,
            time: ses.mail.timestamp,
            data: ses,
          })),
        );
      },
    );
  });

  test.each(events.filter(([file, native]) => !NO_EVENTS.test(file) && !isScheduled(native)))(
    "%s is not the input of a schedule",
    async (_, native) => {
      let ran = false;
      const tidy = schedule(() => {
        ran = true;
      });
      await expect(adaptSchedules(tidy, quiet)(native)).rejects.toMatchObject({
        code: expect.stringMatching(/^ONEFN_(?:UNKNOWN_EVENT|NO_FUNCTION)$/),
      });
      expect(ran).toBe(false);
    },
  );
});
