import assert from "node:assert/strict";
import type { MessageDeployment } from "onefn/simulator";
import type { MessageCase } from "../../case.js";
import { contractFunctions } from "../../functions/index.js";
import type { MessageRun } from "../../run/message-run.js";
import { Reports } from "../../run/reports.js";
import { refusedAloud, STARTING } from "../refused-aloud.js";

/** Sends one message, and tells what was acknowledged of it. */
async function deliverOne(deployment: MessageDeployment, queue: string): Promise<readonly string[]> {
  await deployment.send(queue, [{ body: "x" }]);
  return (await deployment.deliver(queue)).acknowledged;
}

/** Which function gets the messages of a queue. */
export const claimCases: readonly MessageCase[] = [
  {
    name: "a function that is alone handles the queue that it claims, and refuses another one aloud",
    limit: STARTING,
    run: ({ wire }) =>
      refusedAloud(wire, contractFunctions.claimed, /ONEFN_NO_FUNCTION.*contract-unclaimed/s, async (on) => {
        assert.equal((await deliverOne(on, "contract-claimed")).length, 1);
        assert.deepEqual(await deliverOne(on, "contract-unclaimed"), []);
      }),
  },
  {
    name: "a function without a queue's name takes the queues that no other function claims",
    limit: STARTING,
    async run({ wire }: MessageRun) {
      const deployment = await wire.deploy(() => contractFunctions.catchAll);
      try {
        const logs = new Reports(deployment, [], { from: 0 });
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
