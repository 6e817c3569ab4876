/// <reference path="./cloudflare-workers.d.ts" />
// Only the Workers runtime has this module, so only its condition of `#entrypoint` leads here.
export { WorkerEntrypoint } from "cloudflare:workers";
