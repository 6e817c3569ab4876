import { toLogJson } from "onefn/provider";

/**
 * What Workers Logs shows for an event whose handler threw.
 * @see https://developers.cloudflare.com/workers/observability/logs/workers-logs/
 */
export function exceptionLine(error: unknown): string {
  return toLogJson({ level: "error", outcome: "exception", error });
}
