import { isGood, runContract } from "@onefn/contract";
import { createSimulator } from "@onefn/vercel/simulator";
import { findWire } from "onefn/simulator";
import { expect, it } from "vitest";
import { onNativeFetch } from "../native-fetch.js";
import { edgeRuntime } from "./edge-runtime.js";

/** Its Request makes signals of a class of its own, which is not the global one. */
const QUIRKS = ["a request's signal is an AbortSignal"];

it("the contract holds in Vercel's Edge runtime", { timeout: 60_000 }, async () => {
  const simulator = createSimulator(await edgeRuntime());
  const edge = onNativeFetch(findWire(simulator, "http", "edge"));
  const report = await runContract({ ...simulator, wires: [edge] });
  const bad = report.results.filter((result) => !isGood(result)).map(({ name }) => name);
  expect(bad, String(report)).toEqual(QUIRKS);
});
