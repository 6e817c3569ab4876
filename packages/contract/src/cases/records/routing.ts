import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import type { RecordKit } from "../../kinds/record-kit.js";

const OUTCOMES = "contract-outcomes";
const NOBODY = "contract-nobody";

/** Which function takes each record: each record is routed by itself. */
export const routingCases = (kit: RecordKit<unknown>): readonly RecordCase[] => [
  {
    name: "one delivery with records of several functions gives each function its own",
    needs: ["mixedBatches", "batch", "partialFailure"],
    async run(on) {
      const [one = "", two = ""] = await on.sendOrders(
        OUTCOMES,
        { do: "nothing", n: 1 },
        { do: "error", n: 2 },
      );
      const [three = ""] = await on.sendOrders("contract-bounded", { do: "nothing" });
      const report = await on.deliver([OUTCOMES, "contract-bounded"]);
      on.expectAnswer(report);
      assert.deepEqual([...report.acknowledged].sort(), [one, three].sort());
      assert.deepEqual(report[on.again], [two]);
      const bounded = on.logs.seen.filter((seen) => "running" in seen);
      assert.deepEqual(
        bounded.map(({ id }) => id),
        [three],
      );
    },
  },
  ...(kit.places === false ? [] : [...unclaimedCases, ...nameCases(kit)]),
];

/** What becomes of records from a place that no function claims. */
const unclaimedCases: readonly RecordCase[] = [
  {
    name: "a record that no function claims is delivered again, its neighbours are acknowledged, and the log says so once",
    needs: ["mixedBatches", "batch", "partialFailure"],
    async run(on) {
      const claimed = await on.sendOrders(OUTCOMES, { do: "nothing" }, { do: "nothing" });
      const unclaimed = await on.sendOrders(NOBODY, { do: "nothing" }, { do: "nothing" });
      const report = await on.deliver([OUTCOMES, NOBODY]);
      on.expectAnswer(report);
      assert.deepEqual([...report.acknowledged].sort(), [...claimed].sort());
      assert.deepEqual([...report[on.again]].sort(), [...unclaimed].sort());
      await on.logs.line((line) => line.includes("ONEFN_NO_FUNCTION") && line.includes(NOBODY));
      const told = on.logs.lines.filter((line) => line.includes("ONEFN_NO_FUNCTION"));
      assert.equal(told.length, 1);
    },
  },
  {
    name: "a delivery without a claimed record fails as a whole, and is logged",
    async run(on) {
      await on.sendOrders(NOBODY, { do: "nothing" }, { do: "nothing" });
      const report = await on.deliver(NOBODY);
      on.expectFailure(report);
      assert.deepEqual([report.acknowledged, on.logs.seen], [[], []]);
      await on.logs.telling(/ONEFN_NO_FUNCTION/);
    },
  },
];

/** How the option `names` maps the names of places to claims. */
function nameCases({ claimOf = (place) => place }: RecordKit<unknown>): readonly RecordCase[] {
  const deploy = { adapt: { names: { "shop-prod-outcomes": claimOf(OUTCOMES) } } };
  return [
    {
      name: "a function gets the records of the place that the option names maps to its claim",
      deploy,
      async run(on) {
        const ids = await on.sendOrders("shop-prod-outcomes", { do: "nothing" });
        const report = await on.deliver("shop-prod-outcomes");
        on.expectAnswer(report);
        assert.deepEqual(report.acknowledged, ids);
      },
    },
    {
      name: "with names, an unmapped place keeps its own name, and is refused with an error if no function claims it",
      deploy,
      async run(on) {
        const ids = await on.sendOrders(OUTCOMES, { do: "nothing" });
        assert.deepEqual((await on.deliver(OUTCOMES)).acknowledged, ids);
        await on.sendOrders("shop-prod-nobody", { do: "nothing" });
        assert.deepEqual((await on.deliver("shop-prod-nobody")).acknowledged, []);
        await on.logs.telling(/ONEFN_NO_FUNCTION.*shop-prod-nobody/s);
      },
    },
  ];
}

/** The same for a handler that takes the records of a delivery together. */
export const batchRoutingCases: readonly RecordCase[] = [
  {
    name: "a batch handler gets its own records of a delivery, and no others",
    needs: ["mixedBatches", "batch"],
    async run(on) {
      await on.sendOrders(OUTCOMES, { do: "nothing", n: 1 });
      const own = await on.sendOrders("contract-batch", { do: "", n: 2 }, { do: "", n: 3 });
      const report = await on.deliver([OUTCOMES, "contract-batch"]);
      on.expectAnswer(report);
      assert.equal(report.acknowledged.length, 3);
      const batches = on.logs.seen.filter((seen) => "batch" in seen);
      assert.deepEqual(
        batches.map(({ ids }) => ids),
        [own],
      );
    },
  },
];
