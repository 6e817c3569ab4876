import { adapt } from "@onefn/cloudflare";
import { contractFunctions } from "@onefn/contract/functions";

let worker;

export default {
  // A Worker learns of its environment with its first request.
  fetch(request, env, ctx) {
    worker ??= adapt(contractFunctions[env.CONTRACT_FUNCTIONS], JSON.parse(env.CONTRACT_OPTIONS));
    return worker.fetch(request, env, ctx);
  },
};
