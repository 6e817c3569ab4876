import { randomUUID } from "node:crypto";
import { type DocumentedResult, schema, type TaskReply, type TaskWire } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import { newInvocation } from "../triggered-wire.js";
import type { RpcData, RpcOutcome, WorkerHost } from "../worker.js";

const TRIGGER = "durable-activity";

/** How an activity ended. An orchestrator reads a result as JSON: bytes would be a text. */
const result: DocumentedResult = {
  schema: schema.union(
    schema.object({
      status: schema.literal("Success"),
      returnValue: schema.optional(
        schema.union(
          schema.literal(null),
          schema.object({ string: schema.string(/^/) }),
          schema.object({ json: schema.string(/./) }),
          schema.object({ int: schema.number() }),
          schema.object({ double: schema.number() }),
        ),
      ),
    }),
    schema.object({ status: schema.literal("Failure"), exception: schema.string(/./) }),
  ),
  wrong: [
    undefined,
    { status: "Success", returnValue: { bytes: "AQID" } },
    { status: "Failure" },
    { status: "Cancelled" },
  ],
};

/**
 * Azure's host before a worker, with the extension of Durable Functions, which runs an activity for an orchestrator.
 * @see https://github.com/Azure/azure-functions-durable-extension/blob/dev/src/WebJobs.Extensions.DurableTask/Listener/TaskActivityShim.cs
 */
export function createActivityWire(workers: WorkerHost): TaskWire {
  return {
    kind: "task",
    shape: "call",
    trigger: TRIGGER,
    capabilities: capabilities[TRIGGER] ?? {},
    result,
    async deploy(load, { tap, adapt, clock } = {}) {
      const running = await workers.start(load, {
        streams: false,
        trigger: { type: "activityTrigger", place: {} },
        adapt,
        ...(clock && { clock }),
      });
      return {
        get lines() {
          return running.lines;
        },
        close: () => running.close(),
        async send(input) {
          const nativeEvent = {
            ...newInvocation(),
            place: {},
            data: inputData(input),
            triggerMetadata: { instanceId: { string: randomUUID() } },
          };
          const outcome = await running.trigger(nativeEvent);
          const output = replyOf(outcome, running.functionName);
          const error = outcome.status === "Failure" ? outcome.error : undefined;
          const nativeResult = error ? { status: "Failure", exception: messageOf(error) } : outcome;
          tap?.({
            trigger: TRIGGER,
            input,
            output,
            nativeEvent,
            nativeResult,
            ...(error !== undefined && { error }),
          });
          return output;
        },
      };
    },
  };
}

/** The extension sends the JSON of an input, and a text as it is. */
function inputData(input: unknown): RpcData {
  if (typeof input === "string") return { string: input };
  return input === null ? {} : { json: JSON.stringify(input) };
}

/** What an orchestrator gets: the result, or an error with a message that it has to read the name from. */
function replyOf(outcome: RpcOutcome, functionName: string): TaskReply {
  if (outcome.status === "Success") return { output: valueIn(outcome.returnValue) };
  const exception = messageOf(outcome.error);
  const [, name, message = exception] = /^(\w[\w.-]*): (.*)$/s.exec(exception) ?? [];
  const { stack = "" } = Object(outcome.error) as { readonly stack?: string };
  return {
    error: { name, message, text: `Activity function '${functionName}' failed: ${exception} \n ${stack}` },
  };
}

function messageOf(error: unknown): string {
  return String((Object(error) as { readonly message?: unknown }).message ?? error);
}

/** The extension writes the value as JSON, which the orchestrator parses. */
function valueIn(returned: unknown): unknown {
  const { string, json, int, double } = Object(returned) as RpcData & {
    readonly int?: number;
    readonly double?: number;
  };
  if (json !== undefined) return JSON.parse(json);
  if (int !== undefined) return Number(int);
  return string ?? double ?? null;
}
