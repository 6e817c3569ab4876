import { env } from "cloudflare:workers";
import { adapt } from "@onefn/cloudflare/task";
import { contractFunctions } from "@onefn/contract/functions";

export const Tasks = adapt(contractFunctions[env.CONTRACT_FUNCTIONS], JSON.parse(env.CONTRACT_OPTIONS));

// A Worker of modules needs a default export.
export default {};
