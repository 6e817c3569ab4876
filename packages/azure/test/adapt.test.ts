import { InvocationContext } from "@azure/functions";
import { http, message, text } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt, stream } from "../src/index.js";

it("messages do not stream", () => {
  expect(() => stream(message(() => {}) as never)).toThrow(
    expect.objectContaining({
      code: "ONEFN_UNSUPPORTED_KIND",
      message: expect.stringContaining("[onefn/azure]"),
    }),
  );
});

it("a message in place of a request is of the wrong kind", async () => {
  const context = new InvocationContext({
    options: { trigger: { type: "serviceBusTrigger", name: "input" } },
  });
  await expect(adapt(http(() => text("")))({} as never, context)).rejects.toMatchObject({
    code: "ONEFN_WRONG_KIND",
    message: expect.stringContaining("service-bus"),
  });
});

describe.each([
  ["adapt", adapt],
  ["stream", stream],
])("%s refuses what it cannot carry", (_, prepare) => {
  it.each([[null], ["text"], [{ isPastDue: false }], [{ method: "GET", url: "https://h/", headers: {} }]])(
    "when it arrives: %j",
    async (input) => {
      const handler = prepare(http({ name: "hello" }, () => text("")));
      await expect(handler(input as never, new InvocationContext())).rejects.toMatchObject({
        code: "ONEFN_UNKNOWN_EVENT",
        message: expect.stringContaining('"hello"'),
      });
    },
  );

  it.each(["warmupTrigger", "mysqlTrigger", "webPubSubTrigger"])(
    "and named by its trigger: %s",
    async (type) => {
      const handler = prepare(http(() => text("")));
      const context = new InvocationContext({ options: { trigger: { type, name: "input" } } as never });
      await expect(handler({ secret: 1 } as never, context)).rejects.toMatchObject({
        message: expect.stringContaining(`Seen in it: ${type}.`),
      });
    },
  );
});
