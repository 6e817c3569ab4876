import assert from "node:assert/strict";
import type { OutgoingMessage } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import type { SeenMessage } from "../../functions/message/seen.js";
import type { RecordRun } from "../../run/record-run.js";

/** Numbers that need many digits, and those that JavaScript writes with an exponent. */
const NUMBERS = {
  zero: 0,
  negative: -12.75,
  integer: Number.MAX_SAFE_INTEGER,
  beyond: 2 ** 60,
  sum: 0.1 + 0.2,
  third: 1 / 3,
  large: 1.2345678901234567e100,
  small: 5e-7,
};

/** Texts that are no longer the same once they were read as numbers; the first two have one double. */
const KEYS = ["12345678901234567890", "12345678901234567891", "12.50"];

/** Sends a message with each of these keys. Gives the keys that arrive, and null for one that does not. */
async function keysSeen(on: RecordRun<OutgoingMessage>): Promise<(string | null)[]> {
  const ids = await on.send("contract-seen", ...KEYS.map((key) => ({ body: "x", key })));
  await on.deliverEach("contract-seen", ids);
  return ids.map((id) => (on.logs.seen.find((seen) => seen.id === id) as unknown as SeenMessage).key);
}

/** Numbers among a message's attributes, and keys that look like numbers. */
export const numberCases: readonly RecordCase<OutgoingMessage>[] = [
  {
    name: "a number among the attributes arrives as the same number, with all of its digits",
    needs: "typedAttributes",
    async run(on) {
      const [id] = await on.send("contract-seen", { body: "x", attributes: NUMBERS });
      await on.drain("contract-seen");
      const seen = (await on.logs.report((each) => each.id === id)) as unknown as SeenMessage;
      for (const [name, value] of Object.entries(NUMBERS)) {
        assert.deepEqual(seen.attributes[name], { type: "number", value }, name);
      }
    },
  },
  {
    name: "a key of many digits arrives with all of them",
    needs: ["key", "longKeys"],
    run: async (on) => assert.deepEqual(await keysSeen(on), KEYS),
  },
  {
    name: "a key of many digits is never taken for another one",
    async run(on) {
      for (const [n, key] of (await keysSeen(on)).entries()) assert.ok(key === null || key === KEYS[n]);
    },
  },
];
