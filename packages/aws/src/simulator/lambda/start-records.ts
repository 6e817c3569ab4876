import type { Load, RecordOptions } from "onefn/simulator";
import type { LambdaHost, LambdaInstance } from "../host.js";
import { DEFAULT_TIMEOUT } from "./limits.js";

/** Starts a function whose events deliver records. Its result is never streamed. */
export async function startRecords(
  host: LambdaHost,
  load: Load,
  { timeout = DEFAULT_TIMEOUT, adapt, clock }: Pick<RecordOptions, "timeout" | "adapt" | "clock">,
): Promise<LambdaInstance> {
  return host.start(load, {
    streaming: false,
    timeout,
    ...(adapt && { adapt }),
    ...(clock && { clock }),
  });
}
