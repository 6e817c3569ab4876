import { createClock, type NativeResult, type TransformReply, type TransformWire } from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import type { LambdaAnswer, LambdaHost } from "./host.js";
import { invokeAt } from "./lambda/deliver.js";
import { startRecords } from "./lambda/start-records.js";
import { errorOf } from "./sqs/batch-response.js";

type Send = Awaited<ReturnType<TransformWire["deploy"]>>["send"];

/** What one source that has records transformed does otherwise than another. */
interface TransformSetup<Event> {
  readonly trigger: string;
  readonly result: NativeResult;
  /** @param from the stream or the function. */
  event(records: Parameters<Send>[0], from: string | undefined): Event;
  /** What the source makes of an answer, for the event that it has written. */
  read(answer: LambdaAnswer, written: Event): TransformReply;
}

/**
 * Has a host's functions transform records. It invokes once: the attempts that a source adds have the same event.
 */
export function createTransformWire<Event>(
  { trigger, result, event, read }: TransformSetup<Event>,
  host: LambdaHost,
): TransformWire {
  return {
    kind: "transform",
    shape: "call",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result,
    async deploy(load, { tap, clock = createClock(), ...options } = {}) {
      const running = await startRecords(host, load, { ...options, clock });
      return {
        get lines() {
          return running.lines;
        },
        close: () => running.close(),
        async send(input, { from, replaceEvent } = {}) {
          const written = event(input, from);
          const nativeEvent = replaceEvent ? replaceEvent(written) : written;
          const answer = await invokeAt(running, nativeEvent, clock.now());
          const output = read(answer, written);
          const nativeResult = answer.kind === "result" ? JSON.parse(answer.payload) : undefined;
          const error = answer.kind === "result" ? undefined : errorOf(answer);
          tap?.({ trigger, input, output, nativeEvent, nativeResult, ...(error !== undefined && { error }) });
          return output;
        },
      };
    },
  };
}
