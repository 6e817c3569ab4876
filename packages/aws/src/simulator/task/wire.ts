import { createClock, type TaskReply, type TaskWire } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaAnswer, LambdaHost } from "../host.js";
import { invokeAt } from "../lambda/deliver.js";
import { startRecords } from "../lambda/start-records.js";
import { errorOf } from "../sqs/batch-response.js";

/**
 * Calls a host's functions as Step Functions and the API Invoke do.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createInvokeWire(host: LambdaHost): TaskWire {
  const trigger = "invoke";
  return {
    kind: "task",
    shape: "call",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result: { reason: "A result is any JSON value." },
    async deploy(load, { tap, clock = createClock(), ...options } = {}) {
      const running = await startRecords(host, load, { ...options, clock });
      return {
        get lines() {
          return running.lines;
        },
        close: () => running.close(),
        async send(input, { replaceEvent } = {}) {
          const nativeEvent = replaceEvent ? replaceEvent(input) : input;
          const answer = await invokeAt(running, nativeEvent, clock.now());
          const output = replyOf(answer);
          const nativeResult = output.output;
          const error = answer.kind === "result" ? undefined : errorOf(answer);
          tap?.({ trigger, input, output, nativeEvent, nativeResult, ...(error !== undefined && { error }) });
          return output;
        },
      };
    },
  };
}

/**
 * The answer as Step Functions reads it: an error by its `errorType`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
function replyOf(answer: LambdaAnswer): TaskReply {
  if (answer.kind === "result") return { output: JSON.parse(answer.payload) };
  if (answer.kind === "error") {
    const { errorType: name, errorMessage: message } = answer;
    return { error: { name, message, text: JSON.stringify({ errorType: name, errorMessage: message }) } };
  }
  const message = "The invocation ran out of time.";
  return { error: { name: "Sandbox.Timedout", message, text: message } };
}
