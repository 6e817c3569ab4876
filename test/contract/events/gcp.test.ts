import { adapt, type GcpHandler } from "@onefn/gcp";
import { adapt as adaptServer } from "@onefn/server";
import { http, message, text } from "onefn";
import { describe, expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

/** Samples of what an event carries, without what it came in: Google tells their type in headers. */
const WITHOUT_A_TYPE = /\/gce-/;
/** An event of a user's own. */
const OF_NOBODY = /adder_gcf_ga_event/;

const PUBSUB = "pubsub event of kind message or schedule or event";
const EVENTARC = "eventarc event of kind storage or change or event";

const PUBLISHED = "google.cloud.pubsub.topic.v1.messagePublished";

/** Calls as the framework does: with a CloudEvent, or with data and a context by the old signature. */
function call(handler: GcpHandler, event: Native): unknown {
  const { context, data, ...rest } = event;
  if (event.type) return handler(event, undefined as never);
  return handler(data, context ?? rest);
}

/** What an adapter throws. The framework answers with its message, so that only the stack says more. */
async function thrownBy(run: () => unknown): Promise<Native> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return undefined;
}

const isPubsub = ({ type }: Native) => type === PUBLISHED;

describeRecorded("recorded messages of Pub/Sub", () => {
  const events = recorded("gcp").filter(([, event]) => isPubsub(event));
  const platform = { events: { verify: "platform" }, log: () => {} } as const;

  /** A function that takes whatever arrives, and what it has seen. */
  function seeing() {
    const seen: Native[] = [];
    const take = message({ as: "bytes" }, (each) => {
      const { id, source, type, data, attributes, enqueuedAt, attempt, key } = each;
      seen.push({
        id,
        source,
        type,
        data: Buffer.from(data).toString("base64"),
        attributes,
        enqueuedAt,
        attempt,
        key,
      });
    });
    return { seen, take };
  }

  /** What an event says of its message, read without any code of the adapter. */
  function tell(event: Native, source: string) {
    const { message: sent } = event.data;
    return {
      id: sent.messageId ?? event.id,
      source,
      type: PUBLISHED,
      data: sent.data,
      attributes: sent.attributes ?? {},
      enqueuedAt: new Date(sent.publishTime ?? event.time),
      attempt: undefined,
      key: undefined,
    };
  }

  test.each(events)("%s arrives as it says itself, through Eventarc", async (_, event) => {
    const { seen, take } = seeing();
    const before = structuredClone(event);
    expect(await call(adapt(take, platform), event)).toBeUndefined();
    expect(seen).toEqual([tell(event, event.source)]);
    expect(event).toEqual(before);
  });

  // The others are what functions-framework made of a push, without the subscription.
  const pushed = events.filter(([, { data }]) => data.subscription);

  test.each(pushed)("%s arrives as it says itself, pushed", async (_, event) => {
    const { seen, take } = seeing();
    const push = (headers: Record<string, string> = {}) =>
      adaptServer(take, platform).fetch(
        new Request("https://shop.example/", { method: "POST", body: JSON.stringify(event.data), headers }),
      );
    expect((await push()).status).toBe(204);
    expect((await push({ "ce-source": event.source, "ce-type": event.type })).status).toBe(204);
    expect(seen).toEqual([
      tell(event, `//pubsub.googleapis.com/${event.data.subscription}`),
      tell(event, event.source),
    ]);
  });
});

describeRecorded("events of Google Cloud, none of which an http function takes", () => {
  const handler = adapt(http({ name: "hello" }, () => text("")));
  test.each(recorded("gcp"))("%s is refused with an error", async (file, event) => {
    const type = event.type ?? event.eventType ?? event.context?.eventType;
    const isNamed = !WITHOUT_A_TYPE.test(file) && !OF_NOBODY.test(file);
    const error = await thrownBy(() => call(handler, event));
    const known = isPubsub(event) ? PUBSUB : event.type && EVENTARC;
    expect(error).toMatchObject({
      code: known ? "ONEFN_WRONG_KIND" : "ONEFN_UNKNOWN_EVENT",
      stack: expect.stringContaining(
        known
          ? `A ${known} reached function "hello" (http)`
          : isNamed
            ? `"hello" (http). Seen in it: ${type}. This`
            : `"hello" (http). This`,
      ),
    });
  });
});

describe("an event of a type that a sender has made up", () => {
  test("is refused without quoting it", async () => {
    const handler = adapt(http(() => text("")));
    const event = { specversion: "9.0", id: "1", source: "//s", type: "secret\nof a sender" };
    const error = await thrownBy(() => handler(event as never, undefined as never));
    expect(error).toMatchObject({
      code: "ONEFN_UNKNOWN_EVENT",
      stack: expect.not.stringContaining("secret"),
    });
  });
});
