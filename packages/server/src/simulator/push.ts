import { type WrittenRequest, within } from "onefn/simulator";
import type { RunningServer } from "./host.js";
import { type Answer, post } from "./pubsub/wire.js";

/** Milliseconds that a sender waits for an answer. */
const PATIENCE = 30_000;

/** Sends a request that brings an event. What is not answered in time is an error, as a connection that breaks is. */
export async function push(
  running: RunningServer,
  written: WrittenRequest,
  timeout: number = PATIENCE,
): Promise<Answer> {
  try {
    running.prepare?.();
    const nativeResult = await within(timeout, post({}, running, written));
    await running.logged?.();
    return nativeResult
      ? { nativeResult }
      : { error: new Error(`There was no answer within ${timeout} ms.`) };
  } catch (error) {
    return { error };
  }
}
