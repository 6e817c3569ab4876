import { existsSync, readFileSync } from "node:fs";
import { http, text } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt, type GcpHandler } from "../src/index.js";

/** Recorded and documented events of public repositories; they are no part of this one. */
const EVENTS = new URL("../../../../shared/events/", import.meta.url);

// biome-ignore lint/suspicious/noExplicitAny: JSON as it was recorded.
type Native = any;

/** Samples of what an event carries, without what it came in: Google tells their type in headers. */
const WITHOUT_A_TYPE = /\/gce-/;
/** An event of a user's own. */
const OF_NOBODY = /adder_gcf_ga_event/;

function load(): readonly (readonly [file: string, event: Native])[] {
  const index: { files: readonly { provider: string; file: string }[] } = JSON.parse(
    readFileSync(new URL("index.json", EVENTS), "utf8"),
  );
  return index.files
    .filter(({ provider }) => provider === "gcp")
    .map(({ file }) => [file, parse(readFileSync(new URL(file, EVENTS), "utf8"))]);
}

/** Some files begin with a byte order mark. */
function parse(text: string): Native {
  return JSON.parse(text.replace(/^\uFEFF/, ""));
}

/** Calls as the framework does: with a CloudEvent, or with data and a context by the old signature. */
function call(handler: GcpHandler, event: Native): unknown {
  const { context, data, ...rest } = event;
  if (event.type) return handler(event, undefined as never);
  return handler(data, context ?? rest);
}

// Where the folder around them is there, they are expected, and a missing index fails.
if (!existsSync(new URL("../", EVENTS))) {
  test.skip("recorded events: ../shared/events is not there, so none was replayed", () => {});
} else {
  describe("recorded events, none of which an http function takes", () => {
    const handler = adapt(http({ name: "hello" }, () => text("")));
    test.each(load())("%s is refused aloud", (file, event) => {
      const type = event.type ?? event.eventType ?? event.context?.eventType;
      const isNamed = !WITHOUT_A_TYPE.test(file) && !OF_NOBODY.test(file);
      expect(() => call(handler, event)).toThrow(
        expect.objectContaining({
          code: "ONEFN_UNKNOWN_EVENT",
          message: expect.stringContaining(
            isNamed ? `"hello" (http). Seen in it: ${type}. This` : `"hello" (http). This`,
          ),
        }),
      );
    });
  });
}

test("a type that a sender has made up is not told", () => {
  const handler = adapt(http(() => text("")));
  const event = { specversion: "1.0", id: "1", source: "//s", type: "secret\nof a sender" };
  expect(() => handler(event as never, undefined as never)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("secret") }),
  );
});
