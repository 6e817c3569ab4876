import type { HttpWire } from "onefn/simulator";
import { httpCases } from "../cases/http/index.js";
import { httpAnswer } from "../check/http-answer.js";
import { HttpRun } from "../run/http-run.js";
import type { Comparison, KindContract } from "./contract.js";

const compare: Comparison<HttpWire, Request> = {
  input: "a Request",
  example: 'new Request("http://localhost/hello")',
  takes: (input) => "method" in input && "url" in input,
  answer: ({ name, wire, deployment, input }) => httpAnswer(name, wire, deployment, input),
};

/** Requests and responses. */
export const httpContract: KindContract<HttpWire, HttpRun> = {
  kind: "http",
  functions: "http",
  cases: httpCases,
  connect: (...args) => new HttpRun(...args),
  compare,
};
