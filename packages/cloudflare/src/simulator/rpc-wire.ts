import { listFunctions } from "onefn/provider";
import { createClock, type Load, type TaskReply, type TaskWire } from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import type { RpcAnswer, WorkerHost } from "./host.js";

/**
 * Calls a host's tasks as another Worker does, through a service binding.
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/service-bindings/rpc/
 */
export function createRpcWire(host: WorkerHost): TaskWire {
  const trigger = "rpc";
  return {
    kind: "task",
    shape: "call",
    trigger,
    capabilities: capabilities[trigger],
    result: { reason: "A result is any value that the runtime can copy." },
    async deploy(load, { adapt, tap, timeout, clock = createClock() } = {}) {
      const running = await host.start(load, { adapt, timeout, clock, tasks: true });
      return {
        get lines() {
          return running.lines;
        },
        close: () => running.close(),
        async send(input, { name = onlyName(load), replaceEvent } = {}) {
          const nativeEvent = replaceEvent ? replaceEvent(input) : input;
          const answer = await running.call(name, nativeEvent);
          const output = replyOf(answer);
          const { output: nativeResult, error } = answer;
          tap?.({ trigger, input, output, nativeEvent, nativeResult, ...(error && { error }) });
          return output;
        },
      };
    },
  };
}

/** The method of a lone task. A caller of several has to say which. */
function onlyName(load: Load): string {
  try {
    const [only, another] = listFunctions("onefn/cloudflare", load());
    return another ? "" : `${only?.name}`;
  } catch {
    // What is not a function is refused where it is adapted.
    return "";
  }
}

/** What a caller makes of an answer: an error by its name, but for the name that every error has. */
function replyOf({ output, error }: RpcAnswer): TaskReply {
  if (!error) return { output };
  const { name, message, data } = error;
  const text = JSON.stringify(error);
  return {
    error: { name: name === "Error" ? undefined : name, message, text, ...(data !== undefined && { data }) },
  };
}
