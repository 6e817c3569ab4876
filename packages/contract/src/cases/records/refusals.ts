import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import type { RecordKit } from "../../kinds/record-kit.js";
import type { RecordRun } from "../../run/record-run.js";
import { refusedWithError, STARTING } from "../refused-with-error.js";
import { strangersWith } from "../strangers.js";
import { UNKNOWN_OPTIONS } from "../unknown-options.js";

/** Functions and options that must prevent a start. */
export function refusalCases(kit: RecordKit<unknown>): readonly RecordCase[] {
  const acknowledgesNothing = (
    { wire }: RecordRun,
    functions: object,
    says: RegExp,
    // Some runtimes keep one process for the same functions and options. Its log would tell what other wires were told.
    adapt: object = { names: { [wire.trigger]: wire.trigger } },
  ) =>
    refusedWithError(
      wire,
      functions,
      says,
      async (deployment) => {
        await deployment.send("contract-outcomes", [kit.record({ do: "nothing" })]);
        assert.deepEqual((await deployment.deliver("contract-outcomes")).acknowledged, []);
      },
      adapt,
    );
  return [
    ...strangersWith(kit.strangers).map(
      ({ what, functions, code, needs }): RecordCase => ({
        name: `${what} are refused with an error, and acknowledge nothing`,
        needs,
        limit: STARTING,
        run: (on) => acknowledgesNothing(on, functions, code),
      }),
    ),
    ...UNKNOWN_OPTIONS.map(
      ({ what, adapt, says }): RecordCase => ({
        name: `${what} is refused with an error when functions are adapted, and nothing is acknowledged`,
        needs: "refusals",
        limit: STARTING,
        run: (on) => acknowledgesNothing(on, kit.functions.main, says, adapt),
      }),
    ),
  ];
}
