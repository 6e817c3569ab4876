import { contractFunctions } from "@onefn/contract/functions";
import { register } from "@onefn/gcp/register";
import { options } from "./event-options.mjs";

register("handler", contractFunctions[process.env.CONTRACT_FUNCTIONS], options);
