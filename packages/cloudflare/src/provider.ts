import { defineProvider, formatLogLine } from "onefn/provider";
import type { Invocation } from "./native.js";
import { CLOUDFLARE_OPTIONS } from "./options.js";
import type { CloudflarePlatform, CloudflareRecord, CloudflareRecordPlatform } from "./platform.js";

/** Cloudflare Workers: their context and their log lines. */
export const cloudflare = defineProvider<Invocation>({
  name: "cloudflare",
  runtime: "workerd",
  context: {
    // Portable code reads variables and secrets, which are text; the platform's guard types what else is bound.
    env: (_, { env }) => (env ?? {}) as Readonly<Record<string, string | undefined>>,
    waitUntil(promise, _, { ctx }) {
      ctx?.waitUntil(promise);
      return ctx !== undefined;
    },
  },
  platform: (native, { env, ctx }, record): CloudflarePlatform | CloudflareRecordPlatform =>
    record ? { record: record as CloudflareRecord, env, ctx } : { request: native as Request, env, ctx },
  /** @see https://developers.cloudflare.com/workers/observability/logs/workers-logs/#logging-structured-json-objects */
  formatLog: formatLogLine,
  // Workers Logs takes a line's level from the method that wrote it.
  writeLog: (line, { level }) => console[level](line),
  options: CLOUDFLARE_OPTIONS,
});
