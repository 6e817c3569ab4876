import { measureInChild } from "../harness/child.mjs";
import { cases } from "./cases.mjs";

const module = new URL("./measure.mjs", import.meta.url);

/** The wires by their names in a report. */
export const wires = {
  "api-gateway-v2": "HTTP API v2",
  "api-gateway-v1": "REST API v1",
  alb: "ALB",
};

export const contenders = [
  "raw",
  "onefn",
  "onefn-fast",
  "onefn-native",
  "onefn-hono",
  "hono",
  "serverless-http",
  "whatwg-node",
  "srvx",
  "hattip",
  "powertools",
];

/** Event to result on Lambda: CPU microseconds of one invocation. */
export const lambda = {
  name: "lambda",
  cells: Object.keys(wires).flatMap((wire) =>
    Object.keys(cases)
      // A load balancer takes no result over 1 MB.
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
      .filter((name) => !(wire === "alb" && name === "binary-out"))
      .map((name) => ({
        id: `lambda/${wire}/${name}`,
        contenders,
        measure: (contender, runtime) => measureInChild(module, { contender, wire, case: name }, runtime),
      })),
  ),
};
