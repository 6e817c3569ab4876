import { registerContract } from "@onefn/contract";
import type { Capabilities } from "onefn/provider";
import type { HttpWire } from "onefn/simulator";
import * as vitest from "vitest";
import { someWires } from "./some-wires.js";

// Node's own Request is what handlers get then; it is read when an adapter is first imported.
process.env.ONEFN_GLOBALS = "off";
const { matrix } = await import("../matrix.js");

const NATIVE_IS_SILENT = {
  supported: false,
  reason:
    "Node's own Request does not tell by what its parsers fail, and onefn leaves what it makes of that class alone",
  source: "https://fetch.spec.whatwg.org/#dom-body-json",
} as const;

const NATIVE_FETCH_THROWS = {
  supported: false,
  reason: "Node's own fetch throws at headers of a connection, and waits where a length is not that of the body.",
  source: "https://github.com/nodejs/undici/blob/v6.24.1/lib/core/request.js",
} as const;

const lacking = (wire: HttpWire, gaps: Capabilities): HttpWire => ({
  ...wire,
  capabilities: { ...wire.capabilities, upstream: NATIVE_FETCH_THROWS, ...gaps },
});

for (const simulator of matrix) {
  const some = someWires(simulator);
  // Vercel's requests are the platform's own, which are marked; the others are made from events.
  const gaps: Capabilities = some.provider === "vercel" ? {} : { brokenBodies: NATIVE_IS_SILENT };
  const http = some.http.map((wire) => lacking(wire, gaps));
  registerContract({ ...some, http }, vitest);
}
