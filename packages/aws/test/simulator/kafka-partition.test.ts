import { findWire } from "onefn/simulator";
import { expect, it } from "vitest";
import { type RawHandler, rawAws } from "./raw.js";

type Records = Readonly<Record<string, readonly { readonly topic: string; readonly offset: number }[]>>;

/** Two topics with three records each, whose function returns what `answer` makes of an event's records. */
async function topics(answer: (records: Records) => unknown) {
  const batches: string[][] = [];
  const handler = async ({ records }: { records: Records }) => {
    batches.push(
      Object.values(records).flatMap((list) => list.map(({ topic, offset }) => `${topic} ${offset}`)),
    );
    return answer(records);
  };
  const wire = findWire(rawAws(handler as RawHandler), "message", "kafka");
  const deployment = await wire.deploy(() => ({}), { maxAttempts: 2 });
  for (const topic of ["a", "b"]) await deployment.send(topic, [{ body: "1" }, { body: "2" }, { body: "3" }]);
  return { batches, deployment };
}

const named = (...places: readonly (readonly [partition: string, offset: unknown])[]) => ({
  batchItemFailures: places.map(([partition, offset]) => ({ itemIdentifier: { partition, offset } })),
});

it("delivers each partition again from its lowest offset in the result, and nothing else until then", async () => {
  let first = true;
  const { batches, deployment } = await topics(() => {
    const failures = first ? named(["a-01", 101], ["a-01", 100], ["b-01", 101]) : null;
    first = false;
    return failures;
  });
  expect(await deployment.deliver(["a", "b"])).toMatchObject({
    acknowledged: ["a-01:99", "b-01:99", "b-01:100"],
    returned: ["a-01:100", "a-01:101", "b-01:101"],
  });
  expect((await deployment.deliver(["a", "b"])).delivered).toEqual([]);
  await deployment.drain("a");
  await deployment.drain("b");
  expect(batches).toEqual([
    ["a 99", "a 100", "a 101", "b 99", "b 100", "b 101"],
    ["a 100", "a 101"],
    ["b 101"],
  ]);
});

it.each([
  ["the number of a partition", named(["0", 99])],
  ["the topic and the number of a partition", named(["a-0", 99])],
  ["an offset of another batch", named(["a-01", 7])],
  ["an offset as text", named(["a-01", "99"])],
  ["text in place of a partition and an offset", { batchItemFailures: [{ itemIdentifier: "a-01:99" }] }],
  ["no identifier", { batchItemFailures: [{}] }],
])("treats %s as a failure of the whole batch", async (_, result) => {
  const { deployment } = await topics(() => result);
  expect((await deployment.deliver(["a", "b"])).returned).toHaveLength(6);
});
