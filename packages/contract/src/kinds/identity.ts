import type { IdentityWire, OutgoingHook } from "onefn/simulator";
import { identityCases } from "../cases/identity/index.js";
import { identityAnswer } from "../check/identity-answer.js";
import { IdentityRun } from "../run/identity-run.js";
import type { Comparison, KindContract } from "./contract.js";

const compare: Comparison<IdentityWire, OutgoingHook> = {
  input: "a hook",
  example: '{ on: "signUp", user: { email: "ann@example.com" } }',
  takes: (input) => "on" in input,
  answer: ({ name, wire, deployment, input }) => identityAnswer(name, wire, deployment, input),
};

/** Hooks that decide while a user waits. */
export const identityContract: KindContract<IdentityWire, IdentityRun> = {
  kind: "identity",
  functions: "identity",
  cases: identityCases,
  connect: (...args) => new IdentityRun(...args),
  compare,
};
