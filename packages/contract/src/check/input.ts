import { OnefnError } from "onefn";
import type { OutgoingHook, Simulator } from "onefn/simulator";
import type { KindContract } from "../kinds/contract.js";
import { kindContracts } from "../kinds/index.js";
import type { Answer } from "./answer.js";
import type { PlacedRecord } from "./record-answer.js";
import type { TaskCall } from "./task-answer.js";
import type { TransformCall } from "./transform-answer.js";

/**
 * An input for a function: a Request, the input of a task as `{ input: ... }`, a record to transform as
 * `{ record: ... }`, a hook such as `{ on: "signUp" }`, or a record as its sender sends it, such as `{ body: "..." }` for a
 * message. `to` is the place that the function claims, such as a queue, or the name of a task. Default: the place of the
 * first function of its kind.
 */
export type CheckInput = Request | PlacedRecord | TaskCall | TransformCall | OutgoingHook;

const contracts = Object.values(kindContracts);

/** The kind whose functions an input is for: the first that takes it. */
export function kindOf(input: CheckInput): KindContract | undefined {
  return typeof input === "object" ? contracts.find(({ compare }) => compare.takes(input)) : undefined;
}

/** An empty list would always pass. */
export function refuseInputs(inputs: readonly CheckInput[]): void {
  const used = inputs.findIndex((input) => input instanceof Request && input.bodyUsed);
  if (used !== -1) {
    throw new OnefnError(
      "ONEFN_INVALID_OPTION",
      `[onefn/contract] checkFunction: the body of input ${used + 1} has been read already. Give a new Request.`,
    );
  }
  const index = inputs.findIndex((input) => kindOf(input) === undefined);
  if (inputs.length > 0 && index === -1) return;
  const kinds = contracts.map(({ compare }) => compare.input).join(" nor ");
  const what = index === -1 ? "there is no input" : `input ${index + 1} is neither ${kinds}`;
  const examples = contracts.map(({ compare }) => `[${compare.example}]`).join(", or ");
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/contract] checkFunction: ${what}. Give a list such as ${examples}.`,
  );
}

/** An input that nothing takes would always pass. */
export function refuseUnanswered(
  inputs: readonly CheckInput[],
  answers: readonly (readonly Answer[])[],
  providers: readonly Simulator[],
): void {
  const index = answers.findIndex((each) => each.length === 0);
  const input = inputs[index];
  if (!input) return;
  const names = providers.map(({ provider }) => provider).join(", ") || "none";
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/contract] checkFunction: no function or no wire takes input ${index + 1}, ${kindOf(input)?.compare.input}. ` +
      `Give a function of that kind, and install a provider that carries it (installed: ${names}) or give \`simulators\`.`,
  );
}
