import type { Mutant } from "./mutant.js";

const caughtBy = ["a module's other exports do not keep its functions from being deployed"];

/** Adapters that take a module for a record written by hand: mapping its members makes one of it. */
export const moduleMutants: readonly Mutant[] = ["aws/api-gateway-v2", "aws/sqs"].map((wire) => ({
  name: "everything that a module exports has to be a function",
  wire,
  function: (fn) => fn,
  caughtBy,
}));
