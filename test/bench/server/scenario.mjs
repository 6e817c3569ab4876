import { cases } from "./cases.mjs";
import { measureServer } from "./measure.mjs";

export const contenders = [
  "raw",
  "onefn",
  "onefn-native",
  "onefn-hono",
  "hono-bare",
  "hono",
  "srvx-fast",
  "srvx",
  "express",
];

/** Servers on Node: requests per second from 32 connections, and CPU microseconds of one request. */
export const server = {
  name: "server",
  cells: Object.keys(cases).map((name) => ({
    id: `server/${name}`,
    contenders,
    measure: (contender, runtime) =>
      measureServer(
        { scenario: "server", contender, case: name, connections: 32, warmupSeconds: 1, seconds: 3 },
        runtime,
      ),
  })),
};
