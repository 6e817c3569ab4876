import { contractFunctions } from "@onefn/contract/functions";
import { adapt } from "@onefn/netlify";
import { options } from "./options.mjs";

export default adapt(contractFunctions[process.env.CONTRACT_FUNCTIONS], options);
