import type { Invocation, MessageBatch } from "./native.js";
import type { CloudflareRecord, CloudflareRecordPlatform } from "./platform.js";

/** The `context.platform` of a queue's messages. */
export function queuePlatform(
  native: unknown,
  { env, ctx }: Invocation,
  record: unknown,
): CloudflareRecordPlatform {
  return { record: record as CloudflareRecord | undefined, batch: native as MessageBatch, env, ctx };
}
