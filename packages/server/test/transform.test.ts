import { drop, event, http, json, partitioned, type TransformRecord, transform } from "onefn";
import { bearerSecret } from "onefn/events";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { adapt as adaptTransforms } from "../src/transform.js";

const quiet = { log: () => {} };
const PLATFORM = { ...quiet, events: { verify: "platform" } } as const;

/** Posts a body to a deployable. */
async function post(adapted: ReturnType<typeof adapt>, body: unknown, path = "/", headers = {}) {
  const response = await adapted.fetch(
    new Request(`https://shop.example${path}`, { method: "POST", body: JSON.stringify(body), headers }),
  );
  return [response.status, await response.text()];
}

describe("records in a request", () => {
  it("are CloudEvents with ids of their own", async () => {
    const seen: TransformRecord[] = [];
    const see = transform((record) => {
      seen.push(record);
      return 1;
    });
    expect(await post(adapt(see, PLATFORM), { records: ["a", "a"] }, "/clicks")).toEqual([
      200,
      '{"results":[{"value":1},{"value":1}]}',
    ]);
    expect(seen.map(({ type, source, data, time, key }) => [type, source, data, time, key])).toEqual(
      Array(2).fill(["dev.onefn.transform.record", "/clicks", "a", undefined, undefined]),
    );
    expect(new Set(seen.map(({ id }) => id)).size).toBe(2);
  });

  it("are answered one by one: a value, its keys, dropped, or an error", async () => {
    const each = transform(({ data }) => {
      if (data === "drop") return drop();
      if (data === "keys") return partitioned("x", { day: "1" });
      if (data === "bytes") return Uint8Array.of(255);
      if (data === "error") throw new Error("secret");
      return data as object;
    });
    const records = [{ a: null }, "drop", "keys", "bytes", "error", null];
    const [, text] = await post(adaptTransforms(each, PLATFORM), { records });
    expect(JSON.parse(String(text))).toEqual({
      results: [
        { value: { a: null } },
        { dropped: true },
        { value: "x", keys: { day: "1" } },
        { value: "/w==" },
        { error: { message: "record 5 of 6 failed. The log says why." } },
        { value: null },
      ],
    });
  });

  it("find their transform by the last part of the path, and http functions keep theirs", async () => {
    const clicks = transform({ from: "clicks" }, () => "clicks");
    const views = transform({ from: "views" }, () => "views");
    const both = adapt({ clicks, views }, PLATFORM);
    expect(await post(both, { records: [1] }, "/views")).toEqual([200, '{"results":[{"value":"views"}]}']);
    expect(await post(both, { records: [1] }, "/other")).toEqual([500, expect.anything()]);
    const hello = http({ path: "/hello" }, () => json("hello"));
    const beside = adapt(
      { clicks, views, hello },
      { ...quiet, events: { path: "/_events/:name", verify: "platform" } },
    );
    expect(await post(beside, { records: [1] }, "/_events/clicks")).toEqual([
      200,
      '{"results":[{"value":"clicks"}]}',
    ]);
    expect(await post(beside, {}, "/hello")).toEqual([200, '"hello"']);
  });

  it("are verified, by triggers of their own if there are events too", async () => {
    const clicks = transform(() => "clicks");
    const placed = event(() => {});
    const verify = bearerSecret("a-secret-of-your-own");
    const adapted = adapt(
      { clicks, placed },
      { ...quiet, events: [{ path: "/transform", triggers: ["transform"], verify }] },
    );
    expect(await post(adapted, { records: [1] }, "/transform")).toEqual([401, expect.anything()]);
    const authorization = "Bearer a-secret-of-your-own";
    expect(await post(adapted, { records: [1] }, "/transform", { authorization })).toEqual([
      200,
      expect.anything(),
    ]);
    expect(await post(adapt(clicks, quiet), { records: [1] })).toEqual([401, expect.anything()]);
  });

  it("are none without a list", async () => {
    const clicks = transform(() => "clicks");
    for (const body of [[1], { records: 1 }, null, "x"])
      expect(await post(adapt(clicks, PLATFORM), body)).toEqual([500, expect.anything()]);
  });
});
