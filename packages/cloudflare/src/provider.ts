import { type ContextReaders, defineProvider, formatLogLine, parseTraceparent } from "onefn/provider";
import { authOf } from "./auth.js";
import { clientOf, geoOf } from "./client.js";
import { type Invocation, propertiesOf } from "./native.js";
import { CLOUDFLARE_OPTIONS } from "./options.js";
import type { CloudflarePlatform } from "./platform.js";

const readers: ContextReaders<Request, Invocation> = {
  region: (request) => propertiesOf(request).colo,
  /** @see https://developers.cloudflare.com/fundamentals/reference/cloudflare-ray-id/ */
  requestId: ({ headers }) => headers.get("cf-ray") ?? undefined,
  disconnect: ({ signal }) => signal,
  trace: ({ headers }) => parseTraceparent(headers.get("traceparent"), headers.get("tracestate")),
  client: (request, _, options) => ({ ip: clientOf(request, options), geo: geoOf(request) }),
  auth: authOf,
  // Portable code reads variables and secrets, which are text; the platform's guard types what else is bound.
  env: (_, { env }) => (env ?? {}) as Readonly<Record<string, string | undefined>>,
  waitUntil(promise, _, { ctx }) {
    ctx?.waitUntil(promise);
    return ctx !== undefined;
  },
};

/** Cloudflare Workers: their context and their log lines. */
export const cloudflare = defineProvider<Invocation>({
  name: "cloudflare",
  runtime: "workerd",
  context: readers,
  platform: (request, { env, ctx }): CloudflarePlatform => ({ request: request as Request, env, ctx }),
  /** @see https://developers.cloudflare.com/workers/observability/logs/workers-logs/#logging-structured-json-objects */
  formatLog: formatLogLine,
  // Workers Logs takes a line's level from the method that wrote it.
  writeLog: (line, { level }) => console[level](line),
  options: CLOUDFLARE_OPTIONS,
});
