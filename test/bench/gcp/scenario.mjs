import { cases } from "../server/cases.mjs";
import { measureServer } from "../server/measure.mjs";

export const contenders = ["raw", "raw-async", "onefn", "onefn-native", "onefn-hono"];

/** Functions behind Google's functions-framework: CPU microseconds of one request from 32 connections. */
export const gcp = {
  name: "gcp",
  cells: Object.keys(cases).map((name) => ({
    id: `gcp/${name}`,
    contenders,
    measure: (contender, runtime) =>
      measureServer(
        { scenario: "gcp", contender, case: name, connections: 32, warmupSeconds: 1, seconds: 3 },
        runtime,
      ),
  })),
};
