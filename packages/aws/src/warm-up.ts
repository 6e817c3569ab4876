import { asRecord } from "./native.js";

/**
 * Answers pings that keep a function warm. They come from plugins (`source: "serverless-plugin-warmup"`,
 * `warmup: true`, `warmer: true`) and from scheduled rules on functions that handle no schedule, where they would
 * fail as unknown events.
 */
export function answerWarmUp(native: unknown): { readonly result: unknown } | undefined {
  const event = asRecord(native);
  const ping =
    event.source === "serverless-plugin-warmup" ||
    event.warmup === true ||
    event.warmer === true ||
    (event.source === "aws.events" && event["detail-type"] === "Scheduled Event");
  return ping ? { result: "warm" } : undefined;
}
