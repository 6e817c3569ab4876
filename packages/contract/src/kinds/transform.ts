import type { TransformFunction } from "onefn";
import type { TransformWire } from "onefn/simulator";
import { transformCases } from "../cases/transform/index.js";
import { type TransformCall, transformAnswer } from "../check/transform-answer.js";
import { TransformRun } from "../run/transform-run.js";
import type { Comparison, KindContract } from "./contract.js";

const compare: Comparison<TransformWire, TransformCall> = {
  input: "a record to transform",
  example: '{ record: { sku: "tea" } }',
  takes: (input) => "record" in input,
  placeOf: (fn) => (fn as TransformFunction).trigger.from,
  answer: ({ name, wire, deployment, input, functions }) =>
    transformAnswer(name, wire, deployment, input, functions),
};

/** Records and what becomes of them. */
export const transformContract: KindContract<TransformWire, TransformRun> = {
  kind: "transform",
  functions: "transform",
  cases: transformCases,
  connect: (...args) => new TransformRun(...args),
  compare,
};
