import { contractFunctions } from "@onefn/contract/functions";
import { adapt } from "@onefn/netlify/event/platform-events";
import { options } from "./event-options.mjs";

export default adapt(contractFunctions[process.env.CONTRACT_FUNCTIONS], options);
