import assert from "node:assert/strict";
import type { RecordDeployment } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import type { RecordKit } from "../../kinds/record-kit.js";
import { Reports } from "../../run/reports.js";
import { deployed, refusedWithError, STARTING } from "../refused-with-error.js";

/** Which function receives the records of a place. */
export function claimCases(kit: RecordKit<unknown>): readonly RecordCase[] {
  /** Sends one record, and returns whether it was acknowledged. */
  const deliverOne = async (deployment: RecordDeployment<unknown>, place: string) => {
    await deployment.send(place, [kit.record({ do: "nothing" })]);
    return (await deployment.deliver(place)).acknowledged;
  };
  const lone: readonly RecordCase[] = [
    {
      name: "a single function handles the place that it claims, and refuses another one with an error",
      limit: STARTING,
      needs: kit.loneNeeds ?? [],
      run: ({ wire }) =>
        refusedWithError(
          wire,
          kit.functions.claimed,
          /ONEFN_NO_FUNCTION.*contract-unclaimed/s,
          async (on) => {
            assert.equal((await deliverOne(on, "contract-claimed")).length, 1);
            assert.deepEqual(await deliverOne(on, "contract-unclaimed"), []);
          },
        ),
    },
  ];
  return [
    ...(kit.places === false ? [] : lone),
    {
      name: "a function without a place takes the places that no other function claims",
      limit: STARTING,
      needs: kit.catchAllNeeds ?? [],
      async run({ wire }) {
        const deployment = await deployed(wire, kit.functions.catchAll);
        try {
          const logs = new Reports(deployment, []);
          assert.equal((await deliverOne(deployment, "contract-claimed")).length, 1);
          await logs.report((seen) => "claimed" in seen);
          assert.equal((await deliverOne(deployment, "contract-unclaimed")).length, 1);
          await logs.report((seen) => "rest" in seen);
        } finally {
          await deployment.close();
        }
      },
    },
  ];
}
