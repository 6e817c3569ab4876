import { env } from "cloudflare:workers";
import { adapt } from "@onefn/cloudflare";
import { contractFunctions } from "@onefn/contract/functions";

export default adapt(contractFunctions[env.CONTRACT_FUNCTIONS], JSON.parse(env.CONTRACT_OPTIONS));
