import { queue } from "@onefn/cloudflare/simulator";
import { message } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/message.js";

const quiet = { log: () => {} };
const at = new Date("2026-03-01T03:30:00Z");

/** A schema that only looks. */
const checked = (conforms: (value: unknown) => boolean) => ({
  "~standard": {
    version: 1 as const,
    vendor: "test",
    validate: (value: unknown) =>
      conforms(value) ? { value } : { issues: [{ message: "it does not fit" }] },
  },
});

type Options = Parameters<typeof message>[0];

/** What a handler gets of some bodies, by its options. Bodies that do not reach it are missing. */
async function dataOf(options: object, ...bodies: readonly unknown[]): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  const fn = message(options as Options, ({ data }) => void seen.push(data));
  await adapt(fn, quiet).queue(queue(bodies.map((body) => ({ body }))));
  return seen;
}

describe("a body", () => {
  const map = new Map([["sku", "tea"]]);
  const bytes = new TextEncoder().encode('{"sku":"tea"}');
  const notUtf8 = Uint8Array.of(0xff, 0xfe);

  it("arrives as the value that was sent", async () => {
    const bodies = [{ sku: "tea" }, [1], 42, true, null, "text", "42", at, map, 10n];
    expect(await dataOf({}, ...bodies)).toEqual(bodies);
  });

  it("of bytes is text, unless the function asks for bytes or JSON", async () => {
    for (const body of [bytes, bytes.slice().buffer]) {
      expect(await dataOf({}, body)).toEqual(['{"sku":"tea"}']);
      expect(await dataOf({ as: "json" }, body)).toEqual([{ sku: "tea" }]);
      expect(await dataOf({ as: "bytes" }, body)).toEqual([bytes]);
    }
    expect(await dataOf({ as: "text" }, notUtf8)).toEqual([]);
    expect(await dataOf({ as: "json" }, notUtf8, Uint8Array.of(123))).toEqual([]);
  });

  it('is JSON with as: "json": parsed text, or a string that was sent as JSON', async () => {
    const bodies = [{ sku: "tea" }, null, '{"sku":"tea"}', '\ufeff{"sku":"tea"}', "tea", map];
    expect(await dataOf({ as: "json" }, ...bodies)).toEqual([
      { sku: "tea" },
      null,
      { sku: "tea" },
      { sku: "tea" },
      "tea",
      map,
    ]);
  });

  it("is checked by a schema, whatever it was sent as", async () => {
    const schema = checked((value) => typeof (value as { readonly sku?: unknown }).sku === "string");
    expect(await dataOf({ schema }, { sku: "tea" }, '{"sku":"tea"}', bytes, "tea", { sku: 1 }, map)).toEqual([
      { sku: "tea" },
      { sku: "tea" },
      { sku: "tea" },
    ]);
    expect(await dataOf({ schema: checked((value) => value instanceof Map) }, map)).toEqual([map]);
    expect(await dataOf({ schema: checked((value) => typeof value === "string") }, "tea")).toEqual(["tea"]);
  });

  it('of JSON is its text with as: "text", and the bytes of its text with as: "bytes"', async () => {
    expect(await dataOf({ as: "text" }, { sku: "tea" }, null, 42, "tea")).toEqual([
      '{"sku":"tea"}',
      "null",
      "42",
      "tea",
    ]);
    expect(await dataOf({ as: "bytes" }, { sku: "tea" })).toEqual([bytes]);
  });

  const circle: unknown[] = [];
  circle.push(circle);
  it.each([
    ["a Map", map],
    ["a Date", at],
    ["a Map inside an object", { map }],
    ["a Date inside a list", [at]],
    ["a bigint", 10n],
    ["NaN", Number.NaN],
    ["nothing", undefined],
    ["a circle", circle],
  ])("of %s has no text, is rejected, and the log does not quote it", async (_, body) => {
    const lines: string[] = [];
    for (const as of ["text", "bytes"] as const) {
      const batch = queue([{ id: "1", body }, "good"]);
      const fn = message({ as }, () => {});
      await adapt(fn, { log: (line) => void lines.push(line) }).queue(batch);
      expect(batch.result("ok").retryMessages).toEqual([{ msgId: "1" }]);
      expect(batch.result("ok").explicitAcks).toHaveLength(1);
    }
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/ONEFN_MESSAGE_UNDECODABLE.*no text, such as a Map/);
    expect(lines.join()).not.toContain("tea");
  });
});
