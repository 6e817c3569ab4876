import assert from "node:assert/strict";
import type { OutgoingChange } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { itemOf } from "./seen-of.js";

const key = { id: "1" };

/** The schema validates each item that is present. */
export const schemaCases: readonly RecordCase<OutgoingChange>[] = [
  ...["contract-schema", "contract-async-schema"].map(
    (table): RecordCase<OutgoingChange> => ({
      name: `before and after are the output of the schema, including defaults: ${table}`,
      needs: ["before", "deletions"],
      async run(on) {
        const ids = await on.send(
          table,
          { operation: "update", key, before: { sku: "a", amount: 2, more: 1 }, after: { sku: "b" } },
          { operation: "delete", key, before: { sku: "c" } },
        );
        await on.drain(table);
        const seen = ids.map((id) => on.logs.seen.find((each) => each.id === id));
        assert.deepEqual(
          seen.map((each) => [itemOf(each?.before), itemOf(each?.after)]),
          [
            [
              { sku: "a", amount: 2 },
              { sku: "b", amount: 1 },
            ],
            [{ sku: "c", amount: 1 }, null],
          ],
        );
      },
    }),
  ),
  {
    name: "an item after the change that does not match the schema is logged with the path of the issue",
    async run(on) {
      const items = { before: { sku: "a" }, after: { sku: "a", amount: "many" } };
      const [id = ""] = await on.send("contract-schema", { operation: "update", key, ...items });
      const { acknowledged } = await on.deliver("contract-schema");
      assert.deepEqual(acknowledged, []);
      const line = await on.logs.line((each) => each.includes("ONEFN_MESSAGE_INVALID"));
      assert.ok(line.includes(id) && line.includes("amount") && line.includes("after"), line);
    },
  },
  ...["contract-schema", "contract-async-schema"].map(
    (table): RecordCase<OutgoingChange> => ({
      name: `an item before the change that does not match the schema any more is undefined, and logged: ${table}`,
      needs: ["before", "deletions"],
      async run(on) {
        const before = { sku: "a", amount: "many" };
        const ids = await on.send(
          table,
          { operation: "update", key, before, after: { sku: "b" } },
          { operation: "delete", key, before },
        );
        await on.drain(table);
        const seen = ids.map((id) => on.logs.seen.find((each) => each.id === id));
        assert.deepEqual(
          seen.map((each) => [itemOf(each?.before), itemOf(each?.after)]),
          [
            [null, { sku: "b", amount: 1 }],
            [null, null],
          ],
        );
        for (const id of ids)
          await on.logs.line((each) => ["BEFORE_INVALID", id, "amount"].every((text) => each.includes(text)));
      },
    }),
  ),
];
