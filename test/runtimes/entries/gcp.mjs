import { contractFunctions } from "@onefn/contract/functions";
import { adapt } from "@onefn/gcp";
import { options } from "./event-options.mjs";

export const handler = adapt(contractFunctions[process.env.CONTRACT_FUNCTIONS], options);
