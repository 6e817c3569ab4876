import { simulator as aws, firehose, redshift } from "@onefn/aws/simulator";
import { checkFunction } from "@onefn/contract";
import { simulator as gcp } from "@onefn/gcp/simulator";
import { createContext, createTransformRecord, isDrop } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, test } from "vitest";
import { handler } from "../src/aws.js";
import { clicks } from "../src/functions.js";
import { deviceOf, networkOf, sectionOf } from "../src/visits.js";

const PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148";
const click = {
  at: "2026-03-01T12:00:00Z",
  url: "https://shop.example/tea/green",
  ip: "192.0.2.17",
  agent: PHONE,
};
const enriched = { at: click.at, section: "tea", device: "phone", network: "192.0.2.0" };
const bot = { ...click, agent: "Examplebot/1.0" };

/** A value of a wire of bytes, or of one with types. */
const read = (value: unknown) =>
  value instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(value)) : value;

describe.each([
  { simulator: aws, trigger: "firehose", left: { type: "dropped" } },
  { simulator: aws, trigger: "redshift", left: { type: "done", value: null } },
  { simulator: gcp, trigger: "bigquery", left: { type: "done", value: null } },
])("$simulator.provider/$trigger", ({ simulator, trigger, left }) => {
  test("a click is enriched, and a bot is left out", async () => {
    const deployed = await findWire(simulator, "transform", trigger).deploy(() => clicks);
    const { results } = await deployed.send(
      [{ record: click }, { record: bot }, { record: JSON.stringify(click) }],
      {
        from: "clicks",
      },
    );
    await deployed.close();
    const [first, second, third] = results;
    for (const each of [first, third]) expect(each?.type === "done" && read(each.value)).toEqual(enriched);
    expect(second).toEqual(left);
  });

  test("a click that is wrong is not passed on", async () => {
    const deployed = await findWire(simulator, "transform", trigger).deploy(() => clicks);
    const { results } = await deployed.send([{ record: { ...click, at: "yesterday" } }], { from: "clicks" });
    await deployed.close();
    expect(results).toMatchObject([{ type: "failed" }]);
  });
});

test("every wire makes the same of a click", async () => {
  const report = await checkFunction({ clicks }, [{ record: click }]);
  expect(report.ok, String(report)).toBe(true);
});

test("Firehose gets the folders of a click", async () => {
  const { records } = (await handler(firehose([{ record: click }], { stream: "clicks" }))) as {
    records: { metadata?: object }[];
  };
  expect(records[0]?.metadata).toEqual({ partitionKeys: { day: "2026-03-01", section: "tea" } });
});

test("Redshift gets a text of JSON", async () => {
  const answer = JSON.parse(String(await handler(redshift([{ record: click }], { function: "clicks" }))));
  expect(JSON.parse(answer.results[0])).toEqual(enriched);
});

test("the transform alone, as in a unit test", async () => {
  const given = await clicks.handler(createTransformRecord({ data: bot }), createContext());
  expect(isDrop(given)).toBe(true);
});

test("what is known of a visit", () => {
  expect(sectionOf("https://shop.example/")).toBe("start");
  expect(networkOf("2001:db8:1:2::7")).toBe("2001:db8:1::");
  expect(["Mozilla/5.0 (iPad)", "Mozilla/5.0 (X11; Linux)"].map(deviceOf)).toEqual(["tablet", "desktop"]);
});
