import { app } from "@azure/functions";
import { adapt, stream } from "@onefn/azure";
import { contractFunctions } from "@onefn/contract/functions";
import { options } from "./options.mjs";

const streams = process.env.CONTRACT_STREAMS === "true";
const functions = contractFunctions[process.env.CONTRACT_FUNCTIONS];

app.setup({ enableHttpStream: streams });
app.http("contract", {
  methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
  route: "{*path}",
  handler: (streams ? stream : adapt)(functions, options),
});
