import { asRecord } from "./native.js";

/**
 * Answers pings that keep a function warm. They come from plugins (`source: "serverless-plugin-warmup"`, `warmup:
 * true`, `warmer: true`) and from scheduled rules on functions without a schedule, where they would fail as unknown
 * events.
 */
export function answerWarmUp(native: unknown): { readonly result: unknown } | undefined {
  const { source, warmup, warmer, "detail-type": type } = asRecord(native);
  const ping =
    source === "serverless-plugin-warmup" ||
    warmup === true ||
    warmer === true ||
    (source === "aws.events" && type === "Scheduled Event");
  return ping ? { result: "warm" } : undefined;
}
