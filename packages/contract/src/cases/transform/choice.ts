import assert from "node:assert/strict";
import type { TransformCase } from "../../case.js";
import { SECRET } from "../../functions/http/failures.js";
import { contractFunctions } from "../../functions/index.js";
import { refusedWithError, STARTING } from "../refused-with-error.js";
import { strangersWith } from "../strangers.js";
import { UNKNOWN_OPTIONS } from "../unknown-options.js";

/** Which transform takes a record, and what is none. */
export const choiceCases: readonly TransformCase[] = [
  {
    name: "records of a stream that no transform claims fail, and the log names the stream",
    async run(on) {
      const { results } = await on.call([{ a: 1 }], { from: "contract-nobody" });
      assert.deepEqual(
        results.map(({ type }) => type),
        ["failed"],
      );
      assert.match(await on.logs.telling(/ONEFN_NO_FUNCTION/), /contract-nobody/);
    },
  },
  {
    name: "a lone transform takes its own stream, and refuses another one",
    needs: "streams",
    deploy: { functions: "transformClaimed" },
    async run(on) {
      assert.deepEqual(await on.json({ a: 1 }), { a: 1 });
      const { results } = await on.call([{ a: 1 }], { from: "contract-other" });
      assert.deepEqual(
        results.map(({ type }) => type),
        ["failed"],
      );
    },
  },
  {
    name: "a transform without a stream takes those that no other claims",
    deploy: { functions: "transformCatchAll" },
    async run(on) {
      assert.deepEqual(await on.json({ a: 1 }), { a: 1 });
      const value = await on.value({ a: 1 }, { from: "contract-other" });
      assert.equal(value instanceof Uint8Array ? new TextDecoder().decode(value) : value, "others");
    },
  },
  {
    name: "a stream is found by its portable name",
    deploy: { adapt: { names: { "prod-clicks": "contract-json" } } },
    async run(on) {
      assert.deepEqual(await on.json({ a: 1 }, { from: "prod-clicks" }), { a: 1 });
    },
  },
  ...strangersWith(contractFunctions.message).map(
    ({ what, functions, code, needs }): TransformCase => ({
      name: `${what} are refused with an error, and no record is passed on`,
      needs,
      limit: STARTING,
      // A request to message functions alone is an event that is not one of theirs.
      wires: (_, wire) => functions !== contractFunctions.message || !("requests" in wire),
      run: ({ wire }) =>
        refusedWithError(wire, functions, code, async (deployment) => {
          const { results, error } = await deployment.send([{ record: { secret: SECRET } }]);
          assert.deepEqual(
            results.map(({ type }) => type),
            ["failed"],
          );
          assert.ok(!String(error).includes(SECRET), "the answer quotes the record");
        }),
    }),
  ),
  ...UNKNOWN_OPTIONS.map(
    ({ what, adapt, says }): TransformCase => ({
      name: `${what} is refused with an error when transforms are adapted`,
      needs: "refusedOptions",
      limit: STARTING,
      run: ({ wire }) =>
        refusedWithError(
          wire,
          contractFunctions.transform,
          says,
          async (deployment) => {
            const { results } = await deployment.send([{ record: {} }]);
            assert.deepEqual(
              results.map(({ type }) => type),
              ["failed"],
              "the record was transformed",
            );
          },
          adapt,
        ),
    }),
  ),
];
