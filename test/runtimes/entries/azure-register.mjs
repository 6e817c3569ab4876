import { register } from "@onefn/azure/register";
import { contractFunctions } from "@onefn/contract/functions";
import { options } from "./options.mjs";

register("contract", contractFunctions[process.env.CONTRACT_FUNCTIONS], {
  ...options,
  stream: process.env.CONTRACT_STREAMS === "true",
});
