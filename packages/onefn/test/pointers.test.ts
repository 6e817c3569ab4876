import { message, type Schema } from "onefn";
import { expect, it } from "vitest";
import { deploy, readingsWith } from "./support/records.js";

const elsewhere = (load: () => Promise<string | Uint8Array>) => readingsWith({ load });

it("a body that a record only points to is fetched, and then read as any other", async () => {
  const seen: unknown[] = [];
  const json = message({ as: "json" }, ({ data }) => void seen.push(data));
  const text = message(({ data }) => void seen.push(data));
  const bytes = message({ as: "bytes" }, ({ data }) => void seen.push(data));
  for (const fn of [json, text, bytes])
    expect(
      await deploy(
        fn,
        {},
        elsewhere(async () => "[1]"),
      ).deliver({ id: "1" }),
    ).toEqual(["ack"]);
  expect(seen).toEqual([[1], "[1]", new TextEncoder().encode("[1]")]);
});

it("what cannot be fetched is delivered again, and its neighbours are done", async () => {
  const seen: unknown[] = [];
  const fn = message(({ id }) => void seen.push(id));
  let calls = 0;
  const own = elsewhere(async () => {
    if (++calls === 2) throw new Error("no such object");
    return "body";
  });
  const { deliver, lines } = deploy(fn, {}, own);
  expect(await deliver({ id: "1" }, { id: "2" }, { id: "3" })).toEqual(["ack", "retry", "ack"]);
  expect(seen.sort()).toEqual(["1", "3"]);
  expect(lines.join()).toContain("no such object");
});

it("a fetched body that does not match the schema is rejected", async () => {
  const schema = {
    "~standard": { version: 1, vendor: "test", validate: () => ({ issues: [{ message: "no" }] }) },
  } satisfies Schema;
  const fn = message({ schema }, () => {});
  expect(
    await deploy(
      fn,
      {},
      elsewhere(async () => "{}"),
    ).deliver({ id: "1" }),
  ).toEqual(["reject"]);
});

it("a batch handler gets fetched bodies", async () => {
  const seen: unknown[] = [];
  const fn = message.batch((messages) => void seen.push(...messages.map(({ data }) => data)));
  const { deliver } = deploy(
    fn,
    {},
    elsewhere(async () => "body"),
  );
  expect(await deliver({ id: "1" }, { id: "2" })).toEqual(["ack", "ack"]);
  expect(seen).toEqual(["body", "body"]);
});
