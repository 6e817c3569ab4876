import { findWire } from "onefn/simulator";
import { expect, it } from "vitest";
import { type RawHandler, rawAws } from "./raw.js";

type Record = {
  readonly dynamodb: {
    readonly Keys: { readonly id: { readonly S: string } };
    readonly SequenceNumber: string;
  };
};

/** A table with four changes, whose function returns what `answer` returns for the delivered ids. */
async function shard(
  answer: (ids: readonly string[], records: readonly Record[]) => unknown,
  maxAttempts = 2,
) {
  const batches: string[][] = [];
  const handler = async ({ Records }: { Records: readonly Record[] }) => {
    const ids = Records.map(({ dynamodb }) => dynamodb.Keys.id.S);
    batches.push(ids);
    return answer(ids, Records);
  };
  const deployment = await findWire(rawAws(handler as RawHandler), "change", "dynamodb").deploy(() => ({}), {
    maxAttempts,
  });
  const ids = await deployment.send(
    "orders",
    ["a", "b", "c", "d"].map((id) => ({ operation: "insert", key: { id }, after: {} }) as const),
  );
  return { batches, deployment, ids };
}

const named = (records: readonly Record[], ...indexes: readonly number[]) => ({
  batchItemFailures: indexes.map((index) => ({ itemIdentifier: records[index]?.dynamodb.SequenceNumber })),
});

it("delivers a shard again from the lowest number in the result, and nothing else until then", async () => {
  let first = true;
  const { batches, deployment, ids } = await shard((_, records) => {
    const failures = first ? named(records, 3, 1, 2) : {};
    first = false;
    return failures;
  });
  expect(await deployment.deliver("orders")).toMatchObject({
    acknowledged: [ids[0]],
    returned: ids.slice(1),
  });
  expect((await deployment.deliver("orders")).delivered).toEqual([]);
  expect((await deployment.drain("orders")).acknowledged).toEqual(ids.slice(1));
  expect(batches).toEqual([
    ["a", "b", "c", "d"],
    ["b", "c", "d"],
  ]);
});

it("halves a batch that fails as a whole, until the failing record is alone", async () => {
  const { batches, deployment, ids } = await shard((delivered) => {
    if (delivered.includes("c")) throw new Error("no");
  });
  const { acknowledged, dead } = await deployment.drain("orders");
  expect(acknowledged).toEqual([ids[0], ids[1], ids[3]]);
  expect(dead).toEqual([ids[2]]);
  expect(batches).toEqual([["a", "b", "c", "d"], ["a", "b"], ["c", "d"], ["c"], ["c"], ["d"]]);
});

it.each([
  ["an empty identifier", () => ({ batchItemFailures: [{ itemIdentifier: "" }] })],
  ["the number of another batch", () => ({ batchItemFailures: [{ itemIdentifier: "1" }] })],
])("treats %s as a failure of the whole batch", async (_, answer) => {
  const { deployment, ids } = await shard(answer);
  expect((await deployment.deliver("orders")).returned).toEqual(ids);
});
