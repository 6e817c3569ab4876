import { http, text } from "onefn";
import { afterEach, expect, it, vi } from "vitest";
import { adapt } from "../src/index.js";

afterEach(() => vi.restoreAllMocks());

it.each(["debug", "info", "warn", "error"] as const)(
  "a line of level %s is JSON by that method",
  async (level) => {
    const write = vi.spyOn(console, level).mockImplementation(() => {});
    const fn = http({ name: "hello" }, (_, { log }) => {
      log[level]("something", { count: 1, requestId: "forged" });
      return text("");
    });
    await adapt(fn).fetch(new Request("https://shop.example/", { headers: { "x-vercel-id": "fra1::abc" } }));
    expect(write).toHaveBeenCalledTimes(1);
    expect(JSON.parse(write.mock.calls[0]?.[0])).toMatchObject({
      level,
      message: "something",
      count: 1,
      function: "hello",
      requestId: "fra1::abc",
    });
  },
);
