import { createSimulator } from "@onefn/azure/simulator";
import type { Capabilities } from "onefn/provider";
import { findWire } from "onefn/simulator";
import { expect, it } from "vitest";
import { realWorkers } from "./azure/host.js";
import { bundleModule } from "./harness/bundle.js";
import { nameOf, writeOptions } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { buildExample } from "./harness/example.js";
import { type Extent, withWires } from "./harness/extent.js";
import { type AzureRuntime, azureFunctions, azureRuntimes } from "./runtimes/azure.js";

function describeAzure(
  name: string,
  runtime: AzureRuntime,
  file: string,
  extent: Extent,
  gaps?: Capabilities,
): void {
  const host = realWorkers((load, { streams, trigger, adapt = {} }) =>
    runtime.command(file, {
      CONTRACT_FUNCTIONS: nameOf(load),
      CONTRACT_OPTIONS: writeOptions(adapt),
      CONTRACT_STREAMS: String(streams),
      CONTRACT_TRIGGER: JSON.stringify(trigger ?? null),
    }),
  );
  const simulator = createSimulator(host);
  describeRuntime(name, withWires(simulator, extent), host, gaps);
}

const hello = await buildExample("hello", "azure");

for (const runtime of azureRuntimes) {
  describeAzure(
    runtime.name,
    runtime,
    "azure.mjs",
    runtime === azureRuntimes[0] ? "all of http" : "one a kind",
  );

  it(`${runtime.name} serves the hello example`, async () => {
    const host = realWorkers(() => runtime.command(hello));
    const deployment = await findWire(createSimulator(host), "http", "http").deploy(() => ({}));
    const response = await deployment.send(new Request("https://app.example/api/hello/ada"));
    await host.stop();
    expect(await response.json()).toEqual({ hello: "ada" });
  });
}

const newest = azureFunctions(24);
const registering = await bundleModule(
  "azure-register.mjs",
  "@azure/functions",
  "@azure/functions-extensions-servicebus",
);
describeAzure(`${newest.name}, by register`, newest, registering, "all", {
  eventPaths: {
    supported: false,
    reason: "The path is the binding's `route`, which Azure's host matches before it calls the function.",
    source: "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-http-webhook-trigger",
  },
});
