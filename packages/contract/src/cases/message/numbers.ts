import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import type { SeenMessage } from "../../functions/message/seen.js";

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

/** Numbers among a message's attributes. */
export const numberCases: readonly MessageCase[] = [
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
];
