import { app, trigger } from "@azure/functions";
import { adapt, stream } from "@onefn/azure";
import { contractFunctions } from "@onefn/contract/functions";
import { options } from "./event-options.mjs";

const streams = process.env.CONTRACT_STREAMS === "true";
const registration = JSON.parse(process.env.CONTRACT_TRIGGER ?? "null");
const functions = contractFunctions[process.env.CONTRACT_FUNCTIONS];
const handler = (streams ? stream : adapt)(functions, options);

app.setup({ enableHttpStream: streams });
if (registration) {
  app.setup({ capabilities: { IncludeEmptyEntriesInMessagePayload: true } });
  const { place, retries, settles, ...binding } = registration;
  if (settles) await import("@azure/functions-extensions-servicebus");
  const reading = settles ? { sdkBinding: true, autoCompleteMessages: false } : { dataType: "binary" };
  app.generic("contract", {
    trigger: trigger.generic({ ...binding, ...place, ...reading, connection: "CONNECTION" }),
    ...(retries !== undefined && {
      retry: { strategy: "fixedDelay", maxRetryCount: retries, delayInterval: 100 },
    }),
    handler,
  });
} else {
  app.http("contract", {
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    route: "{*path}",
    handler,
  });
}
