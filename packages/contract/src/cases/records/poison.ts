import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import { type RecordKit, SECRET } from "../../kinds/record-kit.js";

/** Records that no handler can process: each fails alone. */
export const poisonCases = (kit: RecordKit<unknown>): readonly RecordCase[] => [
  ...kit.poisons.map(
    ({ name, place, code, needs = [], record, good }): RecordCase => ({
      name: `${name} harms no other record, does not reach the handler, and dies`,
      needs: ["partialFailure", ...needs],
      async run(on) {
        // If the source also delivers records after a failed one again, the failed one is the last.
        const after = on.can("failsAlone") ? [good] : [];
        const ids = await on.send(place, good, record, ...after);
        const [, bad = ""] = ids;
        const report = await on.deliverEach(place, ids);
        assert.deepEqual([...report.acknowledged].sort(), ids.filter((id) => id !== bad).sort());
        const { dead } = await on.drain(place);
        assert.deepEqual([...report.dead, ...dead], [bad]);
        assert.ok(!on.logs.seen.some((seen) => seen.id === bad), "the handler saw it");
        const line = await on.logs.line((each) => each.includes(code));
        assert.ok(!line.includes(SECRET), "the log quotes the record");
      },
    }),
  ),
  ...withBroken(kit, (broken) => ({
    name: "a delivery of nothing but broken records leaves the function working",
    async run(on) {
      await on.send(PLACE, broken(), broken());
      await on.drain(PLACE);
      const ids = await on.sendOrders(PLACE, { do: "nothing" });
      assert.deepEqual((await on.drain(PLACE)).acknowledged, ids);
    },
  })),
  ...(kit.places === false ? [] : [unclaimed]),
];

const unclaimed: RecordCase = {
  name: "a record of an unclaimed place is not acknowledged, and the log says so",
  async run(on) {
    const ids = await on.sendOrders("contract-nobody", { do: "nothing" });
    const report = await on.deliverEach("contract-nobody", ids);
    assert.deepEqual(report.acknowledged, []);
    await on.logs.line((line) => line.includes("contract-nobody"));
  },
};

const PLACE = "contract-outcomes";

/** A case for kinds whose records can be broken. */
export function withBroken(
  { broken }: RecordKit<unknown>,
  make: (broken: (key?: string) => unknown) => RecordCase,
): readonly RecordCase[] {
  return broken ? [make(broken)] : [];
}
