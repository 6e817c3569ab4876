import { isGood, runContract } from "@onefn/contract";
import { findWire } from "onefn/simulator";
import { expect, it } from "vitest";
import { onNativeFetch } from "../native-fetch.js";

// Functions run on Node's own Request, and the simulator's wire for events would replace it when it is imported.
process.env.ONEFN_GLOBALS = "off";
const { createSimulator } = await import("@onefn/netlify/simulator");
const { netlifyBootstrap } = await import("./netlify-bootstrap.js");

it("the contract holds in Netlify's own bootstrap", { timeout: 60_000 }, async () => {
  const simulator = createSimulator(await netlifyBootstrap());
  const functions = onNativeFetch(findWire(simulator, "http", "functions"));
  const report = await runContract({ ...simulator, wires: [functions] });
  const bad = report.results.filter((result) => !isGood(result)).map(({ name }) => name);
  expect(bad, String(report)).toEqual([]);
});
