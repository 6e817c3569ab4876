import { THROTTLE_QUEUE } from "@onefn/server/cloud-tasks";
import type { ServerRecord } from "@onefn/server/platform";
import { EVENTS, type Pipeline } from "onefn/provider";
import type { Carried } from "./adapt.js";
import { EventCall } from "./event-call.js";
import type { FrameworkCall } from "./framework-call.js";
import type { GcpPlatform, GcpRecordPlatform } from "./platform.js";
import { gcp } from "./provider.js";

/** An entry that carries events, with or without requests. */
export function withEvents(...pipelines: readonly Pipeline[]): Carried {
  return { provider, pipelines, takeEvent };
}

/** Google Cloud, where events arrive. */
const provider: typeof gcp = {
  ...gcp,
  platform(call, _, record): GcpPlatform | GcpRecordPlatform {
    if (call instanceof EventCall) return { event: call.event, record: record as ServerRecord };
    const { request, response } = call as FrameworkCall;
    return record === undefined
      ? { request, response }
      : { request, response, record: record as ServerRecord };
  },
  telltale: (native, context) => gcp.telltale?.((native as EventCall).event, context),
  options: { ...gcp.options, events: EVENTS, throttleQueue: THROTTLE_QUEUE },
};

/**
 * The framework logs the stack of an error that an event function throws, and answers with its message, unless NODE_ENV
 * is "production". What concerns only the developer is kept out of the message.
 */
const takeEvent: NonNullable<Carried["takeEvent"]> = (event, handle, env) => {
  try {
    const result = handle(new EventCall(event, env), undefined);
    return result instanceof Promise ? result.catch(failed) : undefined;
  } catch (error) {
    return failed(error);
  }
};

function failed(error: unknown): never {
  const { stack } = error as Error;
  throw Object.assign(error as Error, { stack, message: "The event was not handled. The log says why." });
}
