import { readFileSync } from "node:fs";
import { createSimulator } from "@onefn/cloudflare/simulator";
import type { Capabilities } from "onefn/provider";
import { bundleWorker } from "./harness/bundle.js";
import { nameOf } from "./harness/deployed.js";
import { describeRuntime } from "./harness/describe-runtime.js";
import { realWorkers } from "./workerd/host.js";

/** What Cloudflare's network does in front of the runtime, which stands alone here, and what it or miniflare cannot play. */
const WITHOUT_NETWORK: Capabilities = {
  auth: {
    supported: false,
    reason: "This miniflare has no ctx.access.",
    source: "https://github.com/cloudflare/workers-sdk/releases/tag/miniflare@5.20260811.1-alpha",
  },
  splitCookies: {
    supported: false,
    reason: "The runtime joins repeated headers with commas; nothing joins cookies in front of it here.",
    source: "https://developers.cloudflare.com/workers/runtime-apis/headers/",
  },
  uploadDisconnect: {
    supported: false,
    reason:
      "The runtime stops a handler that reads a body when its client has gone: the reading does not end.",
    source: "https://github.com/cloudflare/workerd/issues/3033",
  },
  mixedDots: {
    supported: false,
    reason: "The runtime resolves a path before any Worker, and does not read `.%2e` as a dot segment.",
    source: "https://github.com/cloudflare/workerd/blob/main/src/workerd/api/http.c%2B%2B",
  },
  expectUpstream: {
    supported: false,
    reason: "The runtime takes the status 100 of an upstream, which asks for the body, for its answer.",
    source: "https://github.com/cloudflare/workers-sdk/issues/7185",
  },
  strictHeaders: {
    supported: false,
    reason: "The runtime writes header values as UTF-8, whatever they hold.",
    source: "https://developers.cloudflare.com/workers/runtime-apis/headers/#differences",
  },
};

const { version } = JSON.parse(
  readFileSync(new URL("node_modules/miniflare/package.json", import.meta.url), "utf8"),
) as { readonly version: string };

const scripts = {
  tasks: await bundleWorker("cloudflare-tasks.mjs"),
  others: await bundleWorker("cloudflare.mjs"),
};

const workers = realWorkers(scripts, (load, { adapt = {} }) => ({
  CONTRACT_FUNCTIONS: nameOf(load),
  CONTRACT_OPTIONS: JSON.stringify(adapt),
}));

describeRuntime(`workerd@${version}`, createSimulator(workers), workers, WITHOUT_NETWORK);
