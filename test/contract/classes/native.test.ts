import { registerContract } from "@onefn/contract";
import { type HttpWire, wiresOf } from "onefn/simulator";
import * as vitest from "vitest";
import { OF_EVENTS, onNativeFetch } from "../native-fetch.js";
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

const asNative = (wire: HttpWire): HttpWire =>
  onNativeFetch(wire, { ...OF_EVENTS, brokenBodies: NATIVE_IS_SILENT });

for (const simulator of matrix) {
  const some = someWires(simulator);
  // Vercel's requests are the platform's own, which are marked; the others are made from events.
  const wires = wiresOf(some, "http").map((wire) =>
    some.provider === "vercel" ? onNativeFetch(wire) : asNative(wire),
  );
  registerContract({ ...some, wires }, vitest);
}
